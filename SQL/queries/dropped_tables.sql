-- Purpose: tables of which a period has less than half of the rows that its published run found. Parameters: $1 text period, $2 text
-- rows in the period by table (JSON), $3 int8 rows below which a table is too small to tell. Order: table. Grain: one row a table.
SELECT b.key AS table_name, b.value::bigint AS rows_before, coalesce(($2::jsonb ->> b.key)::bigint, 0) AS rows_now
FROM fairshare.published_runs AS p
JOIN fairshare.runs AS r ON r.run_id = p.run_id
CROSS JOIN LATERAL pg_catalog.jsonb_each_text(r.period_rows) AS b (key, value)
WHERE p.period_id = $1 AND b.value::bigint >= $3 AND coalesce(($2::jsonb ->> b.key)::bigint, 0) * 2 < b.value::bigint
ORDER BY b.key COLLATE "C"
