-- Purpose: what this role may read in a schema. Parameters: $1 text schema. Order: table. Grain: one row a table or view.
SELECT
  c.relname::text AS table_name, pg_catalog.has_any_column_privilege(c.oid, 'SELECT') AS may_read,
  c.relrowsecurity AND pg_catalog.row_security_active(c.oid) AS hides_rows
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY c.relname::text COLLATE "C"
