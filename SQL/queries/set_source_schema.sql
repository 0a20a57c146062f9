-- Purpose: name the schema in which the organisation is looked up. Parameters: $1 text schema. Grain: none.
UPDATE fairshare.source_settings SET schema_name = $1::text::name WHERE schema_name <> $1::text::name
