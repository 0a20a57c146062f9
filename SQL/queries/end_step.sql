-- Purpose: note that a step of a run ended. Parameters: $1 uuid run, $2 text step, $3 int8 rows, $4 text digest or null. Grain: none.
UPDATE fairshare.run_steps SET finished_at = pg_catalog.clock_timestamp(), rows = $3, digest = $4
WHERE run_id = $1 AND step = $2
