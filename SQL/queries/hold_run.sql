-- Purpose: hold a staged run back. Parameters: $1 uuid run, $2 text reason, $3 text result digest. Grain: none.
UPDATE fairshare.runs
SET state = 'held', reason = $2, result_digest = $3, heartbeat_at = pg_catalog.clock_timestamp()
WHERE run_id = $1 AND state = 'running'
