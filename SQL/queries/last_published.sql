-- Purpose: the run that a new result of a period takes over from: the period's own, else that of the newest published period.
-- Parameters: $1 text period id. Grain: one row, or none where nothing is published.
SELECT r.run_id, r.period_id, r.state, r.config_hash, r.input_fingerprint, r.engine_version, r.result_digest
FROM fairshare.published_runs AS p
JOIN fairshare.runs AS r ON r.run_id = p.run_id
ORDER BY p.period_id = $1 DESC, r.period_ends_on DESC NULLS LAST, p.period_id DESC
LIMIT 1
