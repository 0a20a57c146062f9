-- Purpose: the run that readers follow. Parameters: $1 text period id, null for the newest period. Grain: one row or none.
SELECT
  r.run_id, r.period_id, r.period_starts_on, r.period_ends_on,
  pg_catalog.to_char(r.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS published_at, r.engine_version,
  r.config_hash, r.seed, r.input_fingerprint, r.result_digest,
  r.diagnostics @> '[{"code": "fictional"}]' AS is_fictional
FROM fairshare.published_runs AS p
JOIN fairshare.runs AS r ON r.run_id = p.run_id
WHERE $1::text IS NULL OR p.period_id = $1
ORDER BY r.period_starts_on DESC NULLS LAST, r.period_id DESC
LIMIT 1
