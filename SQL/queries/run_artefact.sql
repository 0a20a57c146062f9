-- Purpose: everything the registry knows of a run, as one JSON text. Parameters: $1 uuid run. Order of members: as written.
-- Grain: one row, or none where there is no such run.
SELECT pg_catalog.json_build_object(
  'schema', '1.0',
  'run_id', r.run_id,
  'period', r.period_id,
  'first_day', r.period_starts_on,
  'last_day', r.period_ends_on,
  'state', r.state,
  'reason', r.reason,
  'started_at', pg_catalog.to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'published_at', pg_catalog.to_char(r.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'engine_version', r.engine_version,
  'schema_version', r.schema_version,
  'config_hash', r.config_hash,
  'seed', r.seed::text,
  'input_fingerprint', r.input_fingerprint,
  'result_digest', r.result_digest,
  'row_counts', r.row_counts,
  'steps', (
    SELECT pg_catalog.json_agg(
      pg_catalog.json_build_object(
        'step', s.step,
        'seconds', pg_catalog.round(EXTRACT(EPOCH FROM s.finished_at - s.started_at), 3),
        'rows', s.rows,
        'digest', s.digest)
      ORDER BY s.started_at, s.step)
    FROM fairshare.run_steps AS s WHERE s.run_id = r.run_id),
  'key_results', (
    SELECT pg_catalog.json_agg(
      pg_catalog.json_build_object('state', k.state, 'reason', k.reason, 'key_results', k.count)
      ORDER BY k.state, k.reason)
    FROM (
      SELECT state, reason, pg_catalog.count(*) AS count
      FROM fairshare.key_result_scores WHERE run_id = r.run_id GROUP BY state, reason
    ) AS k),
  'people', fairshare.count_people(r.run_id),
  'findings', (
    SELECT pg_catalog.json_agg(
      pg_catalog.json_build_object('kind', f.kind, 'state', f.state, 'findings', f.findings) ORDER BY f.kind, f.state)
    FROM fairshare.count_findings(r.run_id) AS f),
  'set_aside', (
    SELECT pg_catalog.json_agg(
      pg_catalog.json_build_object('table', q.source_table, 'code', q.code, 'rows', q.rows)
      ORDER BY q.source_table, q.code)
    FROM fairshare.count_quarantined(r.run_id) AS q),
  'notices', (
    SELECT pg_catalog.json_agg(
      pg_catalog.json_build_object('code', n.code, 'severity', n.severity, 'count', n.count, 'detail', n.detail)
      ORDER BY n.code)
    FROM fairshare.read_notices(r.run_id) AS n)
)::text AS artefact
FROM fairshare.runs AS r
WHERE r.run_id = $1
