-- Purpose: note that a step of a run began. Parameters: $1 uuid run, $2 text step. Grain: none.
WITH moved AS (
  UPDATE fairshare.runs SET step = $2, heartbeat_at = pg_catalog.clock_timestamp() WHERE run_id = $1
)
INSERT INTO fairshare.run_steps (run_id, step, started_at) VALUES ($1, $2, pg_catalog.clock_timestamp())
