-- Purpose: whether this session can publish and be trusted with text. Parameters: none. Grain: one row.
SELECT
  pg_catalog.pg_is_in_recovery() AS is_standby,
  pg_catalog.current_setting('server_encoding') AS encoding,
  pg_catalog.pg_backend_pid() AS process_id
