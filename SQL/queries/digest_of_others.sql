-- Purpose: digest of everyone else's shares in the key results of some people, over all runs. Parameters: $1 text[] person ids. Order: none.
-- Grain: one row.
SELECT pg_catalog.encode(
  pg_catalog.sha256(pg_catalog.convert_to(coalesce(pg_catalog.string_agg(k.digest, '' ORDER BY k.run_id, k.key_result_id), ''), 'UTF8')),
  'hex') AS digest
FROM (
  SELECT
    s.run_id, s.key_result_id,
    pg_catalog.encode(
      pg_catalog.sha256(
        pg_catalog.convert_to(
          pg_catalog.string_agg(
            pg_catalog.concat_ws(' ', s.person_id, s.model, s.share, s.share_low, s.share_high), E'\n'
            ORDER BY s.person_id, s.model), 'UTF8')), 'hex') AS digest
  FROM fairshare.shares AS s
  WHERE
    s.person_id <> ALL ($1::text[])
    AND (s.run_id, s.key_result_id) IN (
      SELECT o.run_id, o.key_result_id FROM fairshare.shares AS o WHERE o.person_id = ANY ($1::text[]))
  GROUP BY s.run_id, s.key_result_id
) AS k
