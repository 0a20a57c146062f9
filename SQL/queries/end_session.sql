-- Purpose: end a session of a run by this role, if it is still there. Parameters: $1 int4 server process. Grain: one row, or none.
SELECT pg_catalog.pg_terminate_backend(a.pid) AS is_told
FROM pg_catalog.pg_stat_activity AS a
WHERE a.pid = $1 AND a.usename = session_user AND a.application_name LIKE 'fairshare/%'
