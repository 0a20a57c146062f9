-- Purpose: every column of both schemas with its comments. Parameters: none. Order: schema, tables before views, name, position. Grain: one row per column.
SELECT
  namespace.nspname::text AS schema,
  obj_description(namespace.oid, 'pg_namespace') AS schema_comment,
  relation.relname::text AS relation,
  CASE relation.relkind WHEN 'v' THEN 'View' ELSE 'Table' END AS relation_kind,
  obj_description(relation.oid, 'pg_class') AS relation_comment,
  attribute.attname::text AS column,
  format_type(attribute.atttypid, attribute.atttypmod) AS type,
  attribute.attnotnull AS is_not_null,
  EXISTS (
    SELECT FROM pg_catalog.pg_index AS index
    WHERE index.indrelid = relation.oid AND index.indisprimary AND attribute.attnum = ANY (index.indkey)
  ) AS is_key,
  col_description(relation.oid, attribute.attnum) AS column_comment
FROM pg_catalog.pg_class AS relation
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
JOIN pg_catalog.pg_attribute AS attribute ON attribute.attrelid = relation.oid
WHERE namespace.nspname IN ('collab', 'fairshare')
  AND relation.relkind IN ('r', 'p', 'v')
  AND NOT relation.relispartition
  AND attribute.attnum > 0
  AND NOT attribute.attisdropped
ORDER BY namespace.nspname, relation.relkind = 'v', relation.relname, attribute.attnum;
