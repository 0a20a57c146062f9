-- Purpose: how far credit and contribution agree in each key result of a run. Parameters: $1 uuid run. Order: key result.
-- Grain: one row a key result. The headline is the consensus, or the evidence where there is none.
WITH people AS (
  SELECT
    s.key_result_id, s.person_id,
    max(s.share) FILTER (WHERE s.model = 'declared') AS credited,
    max(s.share) FILTER (WHERE s.model = 'consensus') AS consensus,
    max(s.share) FILTER (WHERE s.model = 'evidence') AS evidence
  FROM fairshare.shares AS s
  WHERE s.run_id = $1 AND s.model IN ('declared', 'consensus', 'evidence')
  GROUP BY s.key_result_id, s.person_id
), distances AS (
  SELECT
    key_result_id,
    sum(abs(coalesce(credited, 0) - consensus)) FILTER (WHERE consensus IS NOT NULL) AS to_consensus,
    sum(abs(coalesce(credited, 0) - evidence)) FILTER (WHERE evidence IS NOT NULL) AS to_evidence
  FROM people
  GROUP BY key_result_id
)
SELECT
  k.key_result_id, k.value, k.coverage, k.reason,
  greatest(0, 1 - coalesce(d.to_consensus, d.to_evidence) / 2)::float8 AS alignment
FROM fairshare.key_result_scores AS k
LEFT JOIN distances AS d ON d.key_result_id = k.key_result_id
WHERE k.run_id = $1
ORDER BY k.key_result_id
