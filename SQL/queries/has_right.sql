-- Purpose: whether this login has a right on a table. Parameters: $1 text table with its schema, $2 text right, such as SELECT. Order: none.
-- Grain: one row.
SELECT pg_catalog.has_table_privilege($1::text, $2::text) AS has_right
