-- Purpose: enter a run into the registry. Parameters: $1 uuid run, $2 text period, $3 int8 fence, $4 text engine version,
-- $5 int4 schema version, $6 text config hash, $7 int8 seed, $8 text host, $9 int4 process id, $10 text facts about the whole run (JSON).
-- Grain: none.
INSERT INTO fairshare.runs (
  run_id, period_id, state, step, fence, started_at, heartbeat_at, engine_version, schema_version, config_hash, seed, host,
  pid, diagnostics, previous_run_id)
VALUES (
  $1, $2, 'running', 'extract', $3, pg_catalog.now(), pg_catalog.now(), $4, $5, $6, $7, $8,
  $9, $10::jsonb, (SELECT run_id FROM fairshare.published_runs WHERE period_id = $2))
