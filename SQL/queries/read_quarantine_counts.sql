-- Purpose: rows that a run set aside. Parameters: $1 uuid run. Order: table, code. Grain: one row a table and code.
SELECT source_table, code, pg_catalog.count(*) AS rows
FROM fairshare.quarantined_rows
WHERE run_id = $1
GROUP BY source_table, code
ORDER BY source_table, code
