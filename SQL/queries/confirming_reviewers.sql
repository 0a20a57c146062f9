-- Purpose: who has confirmed a finding so far, since it was last decided. Parameters: $1 text finding id, $2 text login that confirms now. Order:
-- reviewer. Grain: one row a reviewer, with whether the same person stands behind both logins.
SELECT c.reviewed_by, fairshare.person_behind(c.reviewed_by) = fairshare.person_behind($2) AS is_same_person
FROM (
  SELECT DISTINCT r.reviewed_by
  FROM fairshare.finding_reviews AS r
  WHERE
    r.finding_id = $1 AND r.decision = 'confirmed'
    AND r.reviewed_at > coalesce(
      (SELECT pg_catalog.max(d.decided_at) FROM fairshare.decisions AS d WHERE d.finding_id = $1), '-infinity')
) AS c
ORDER BY c.reviewed_by
