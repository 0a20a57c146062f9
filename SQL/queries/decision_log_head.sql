-- Purpose: the end of the chain of decisions, and whether a digest that was noted earlier is still in it. Parameters: $1 text digest or
-- null. Grain: one row.
SELECT
  h.number, h.digest,
  $1::text IS NULL OR $1 = pg_catalog.repeat('0', 64)
    OR EXISTS (SELECT FROM fairshare.decision_log AS l WHERE l.digest = $1) AS holds_anchor
FROM fairshare.decision_log_head AS h
