-- Purpose: the run that readers of a period follow. Parameters: $1 text period id. Grain: one row or none.
SELECT r.run_id, r.period_id, r.state, r.config_hash, r.input_fingerprint, r.engine_version, r.result_digest
FROM fairshare.published_runs AS p
JOIN fairshare.runs AS r ON r.run_id = p.run_id
WHERE p.period_id = $1
