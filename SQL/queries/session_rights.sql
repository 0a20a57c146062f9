-- Purpose: what this session is and may do. Parameters: $1 text source schema, $2 text zone. Grain: one row.
SELECT
  session_user::text AS session_role,
  coalesce(
    (SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') FROM pg_catalog.pg_namespace AS n WHERE n.nspname = $1), false)
    AS may_use_source,
  -- By a look-up: where the database was not migrated yet, there is no such function.
  coalesce(
    (SELECT pg_catalog.has_function_privilege(pg_catalog.to_regprocedure('fairshare.stage_partition(text,uuid)'), 'EXECUTE')), false)
    AS may_create_results,
  EXISTS (SELECT FROM pg_catalog.pg_timezone_names AS z WHERE z.name = $2) AS knows_zone,
  pg_catalog.pg_database_size(pg_catalog.current_database()) AS database_size,
  pg_catalog.current_setting('server_version') AS server_version,
  pg_catalog.getdatabaseencoding()::text AS encoding
