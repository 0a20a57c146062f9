-- Purpose: records an applied migration. Parameters: $1 number int4, $2 file name text, $3 SHA-256 in hex text.
INSERT INTO fairshare.schema_migrations (number, name, checksum) VALUES ($1, $2, $3);
