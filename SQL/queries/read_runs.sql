-- Purpose: the newest runs. Parameters: $1 text period id or null, $2 int8 how many. Order: start falling, run id. Grain: one row a run.
SELECT
  r.run_id, r.period_id, r.state, r.step,
  pg_catalog.to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS started_at,
  EXTRACT(EPOCH FROM coalesce(r.published_at, r.heartbeat_at) - r.started_at)::float8 AS seconds,
  EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = r.run_id) AS is_current, r.reason
FROM fairshare.runs AS r
WHERE $1::text IS NULL OR r.period_id = $1
ORDER BY r.started_at DESC, r.run_id DESC
LIMIT $2
