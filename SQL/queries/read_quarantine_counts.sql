-- Purpose: rows that a run set aside. Parameters: $1 uuid run. Order: table, code. Grain: one row a table and code.
SELECT q.source_table, q.code, q.rows
FROM fairshare.count_quarantined($1) AS q
ORDER BY q.source_table, q.code
