-- Purpose: read in a person's name until the transaction ends; for services. Parameters: $1 text person id. Grain: one row.
SELECT fairshare.act_as($1)::text AS done
