-- Purpose: what each key result of a run was scored from. Parameters: $1 uuid run. Order: key result id. Grain: one row a key result.
SELECT key_result_id, input_digest, state, reason
FROM fairshare.key_result_scores
WHERE run_id = $1
ORDER BY key_result_id
