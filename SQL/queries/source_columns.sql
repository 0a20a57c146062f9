-- Purpose: columns, types and sizes of the tables and views of a schema. Parameters: $1 text schema name. Grain: one row a column.
-- Order: table, column number. Domains read as their base type.
SELECT
  c.relname::text COLLATE "C" AS table_name,
  a.attname::text COLLATE "C" AS column_name,
  (CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END)::bigint AS type_oid,
  (t.typtype = 'e') AS is_enum,
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS type_name,
  c.reltuples::float8 AS estimated_rows,
  (CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_relation_size(c.oid) / 8192 ELSE 0 END)::bigint AS blocks,
  EXISTS (
    SELECT
    FROM pg_catalog.pg_index AS i
    WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum AND i.indpred IS NULL
  ) AS has_unique_key
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY 1, a.attnum
