-- Purpose: sessions that hold a table, or a row of it, in a way that others wait for. Parameters: $1 text source schema. Order: table,
-- process. Grain: one row a table and process.
SELECT DISTINCT
  n.nspname || '.' || c.relname AS table_name,
  a.pid,
  coalesce(a.application_name, '') AS application_name
FROM pg_catalog.pg_locks AS l
JOIN pg_catalog.pg_class AS c ON c.oid = l.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.granted AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
  AND n.nspname IN ('fairshare', 'collab', $1)
  AND l.mode NOT IN ('AccessShareLock', 'RowExclusiveLock') AND l.pid <> pg_catalog.pg_backend_pid()
ORDER BY 1, 2
