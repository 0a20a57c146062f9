-- Purpose: whether the engine made the input tables itself, so that it may change them. Parameters: $1 text source schema. Order: none.
-- Grain: one row.
SELECT
  $1::text = 'collab' AND EXISTS (
    SELECT FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = 'people' AND c.relkind = 'r')
