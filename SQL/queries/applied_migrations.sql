-- Purpose: the migrations applied so far. Parameters: none. Order: number. Grain: one row per migration.
SELECT number, name, checksum FROM fairshare.schema_migrations ORDER BY number;
