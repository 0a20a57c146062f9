-- Purpose: keep everyone's share before and after a correction. Parameters: $1 text appeal id, $2 uuid run after it. Grain: none.
-- The headline of each run is its consensus, or its evidence where it has none.
WITH appeal AS (
  SELECT a.appeal_id, a.key_result_id, a.run_before FROM fairshare.appeals AS a WHERE a.appeal_id = $1
),
before AS (
  SELECT DISTINCT ON (s.person_id) s.person_id, s.share
  FROM appeal AS a
  JOIN fairshare.shares AS s ON s.run_id = a.run_before AND s.key_result_id = a.key_result_id
  WHERE s.model IN ('consensus', 'evidence')
  ORDER BY s.person_id, s.model
),
later AS (
  SELECT DISTINCT ON (s.person_id) s.person_id, s.share
  FROM appeal AS a
  JOIN fairshare.shares AS s ON s.run_id = $2 AND s.key_result_id = a.key_result_id
  WHERE s.model IN ('consensus', 'evidence')
  ORDER BY s.person_id, s.model
)
INSERT INTO fairshare.appeal_effects (appeal_id, run_after, person_id, share_before, share_after)
SELECT a.appeal_id, $2, coalesce(b.person_id, l.person_id), b.share, l.share
FROM before AS b
FULL JOIN later AS l ON l.person_id = b.person_id
CROSS JOIN appeal AS a
ON CONFLICT DO NOTHING
