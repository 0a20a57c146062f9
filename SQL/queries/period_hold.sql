-- Purpose: whether a period is held, and whether this session sees it all the same. Parameters: $1 text period id. Order: none. Grain: one
-- row.
SELECT
  pg_catalog.cardinality(fairshare.held('all')) > 0 OR $1::text = ANY (fairshare.held('period')) AS is_held,
  fairshare.sees_held() AS sees_held
