-- Purpose: the key results of a run. Parameters: $1 uuid run. Order: key result id. Grain: one row a key result.
SELECT key_result_id, kind, value, attainment, coverage, disagreement, people, state, reason
FROM fairshare.key_result_scores
WHERE
  run_id = $1
  AND (
    (SELECT fairshare.sees_held())
    OR key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[]))
ORDER BY key_result_id
