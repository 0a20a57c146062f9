-- Purpose: one run of the registry. Parameters: $1 uuid run. Grain: one row or none.
SELECT run_id, period_id, state, config_hash, input_fingerprint, engine_version, result_digest
FROM fairshare.runs
WHERE run_id = $1
