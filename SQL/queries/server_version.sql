-- Purpose: the server's version. Parameters: none. Grain: one row.
SELECT current_setting('server_version_num')::int AS version;
