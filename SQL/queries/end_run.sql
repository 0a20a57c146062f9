-- Purpose: end a run that publishes nothing. Parameters: $1 uuid run, $2 text state, $3 text reason. Grain: none.
UPDATE fairshare.runs SET state = $2, reason = $3, heartbeat_at = pg_catalog.clock_timestamp()
WHERE run_id = $1 AND state IN ('running', 'held')
