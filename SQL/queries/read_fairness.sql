-- Purpose: what the bias audit compares of each person: the share relative to an equal split, and flags. Parameters: $1 uuid run.
-- Order: person. Grain: one row a person in a judged key result of some value. The headline is the consensus, or the evidence where there is
-- none.
WITH headline AS (
  SELECT
    s.key_result_id, s.person_id, s.share::float8 AS share,
    pg_catalog.count(*) OVER (PARTITION BY s.key_result_id) AS people
  FROM fairshare.shares AS s
  WHERE s.run_id = $1 AND s.model = (
    SELECT m.model FROM fairshare.shares AS m
    WHERE m.run_id = $1 AND m.model IN ('consensus', 'evidence')
    ORDER BY m.model LIMIT 1)
)
SELECT
  h.person_id,
  pg_catalog.sum(h.share * k.value ORDER BY h.key_result_id) / pg_catalog.sum(k.value / h.people ORDER BY h.key_result_id)
    AS relative_share,
  EXISTS (
    SELECT FROM fairshare.findings AS f
    WHERE f.run_id = $1 AND f.person_id = h.person_id AND f.state = 'flag'
      AND f.kind IN ('over_credited', 'nominal_author')) AS is_over,
  EXISTS (
    SELECT FROM fairshare.findings AS f
    WHERE f.run_id = $1 AND f.person_id = h.person_id AND f.state = 'flag'
      AND f.kind IN ('under_credited', 'uncredited_contributor')) AS is_under
FROM headline AS h
JOIN fairshare.key_result_scores AS k ON k.run_id = $1 AND k.key_result_id = h.key_result_id
WHERE k.state = 'judged' AND k.value > 0
GROUP BY h.person_id
ORDER BY h.person_id
