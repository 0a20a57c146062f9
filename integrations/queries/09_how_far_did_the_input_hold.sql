-- How many rows did each run read, set aside and remark on?  每次运行读了多少行，隔离和提醒了多少？
-- Grain: one row a period, table and code; rows read are those of the whole table.
SELECT
  run.period_id,
  read_rows.key AS source_table,
  read_rows.value::bigint AS rows_read,
  aside.code,
  coalesce(aside.rows, 0) AS rows_set_aside
FROM fairshare.published_runs AS published
JOIN fairshare.runs AS run ON run.run_id = published.run_id
CROSS JOIN LATERAL jsonb_each_text(run.row_counts) AS read_rows
LEFT JOIN (
  SELECT run_id, source_table, code, count(*) AS rows
  FROM fairshare.quarantined_rows
  GROUP BY run_id, source_table, code
) AS aside ON aside.run_id = run.run_id AND aside.source_table = read_rows.key
ORDER BY run.period_id, read_rows.key, aside.code;
