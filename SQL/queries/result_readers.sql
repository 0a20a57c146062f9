-- Purpose: transactions of other sessions that hold a result table of this database. Parameters: none. Order: transaction. Grain: one row a
-- transaction.
SELECT DISTINCT l.virtualtransaction
FROM pg_catalog.pg_locks AS l
JOIN pg_catalog.pg_class AS c ON c.oid = l.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_database AS d ON d.oid = l.database
WHERE n.nspname = 'fairshare' AND c.relkind = 'p' AND l.granted AND d.datname = pg_catalog.current_database()
  AND l.pid <> pg_catalog.pg_backend_pid()
ORDER BY 1
