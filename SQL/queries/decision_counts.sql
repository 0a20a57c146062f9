-- Purpose: findings that people decided so far, by their newest decision. Parameters: none. Order: none. Grain: one row.
SELECT
  pg_catalog.count(*) FILTER (WHERE d.decision IN ('confirmed', 'cleared')) AS decided,
  pg_catalog.count(*) FILTER (WHERE d.decision = 'cleared') AS cleared
FROM (
  SELECT DISTINCT ON (e.finding_id) e.finding_id, e.decision
  FROM fairshare.decisions AS e
  ORDER BY e.finding_id, e.decided_at DESC, e.decision
) AS d
