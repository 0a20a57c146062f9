-- Purpose: who has confirmed a finding so far, since it was last decided. Parameters: $1 text finding id. Order: reviewer. Grain: one row a
-- reviewer.
SELECT DISTINCT r.reviewed_by
FROM fairshare.finding_reviews AS r
WHERE
  r.finding_id = $1 AND r.decision = 'confirmed'
  AND r.reviewed_at > coalesce(
    (SELECT pg_catalog.max(d.decided_at) FROM fairshare.decisions AS d WHERE d.finding_id = $1), '-infinity')
ORDER BY r.reviewed_by
