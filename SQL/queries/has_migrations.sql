-- Purpose: whether the database was ever migrated. Parameters: none. Grain: one row.
SELECT pg_catalog.to_regclass('fairshare.schema_migrations') IS NOT NULL AS is_present;
