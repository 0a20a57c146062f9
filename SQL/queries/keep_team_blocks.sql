-- Purpose: note whom a running run's sums of teams count together. Parameters: $1 uuid run, $2 text[] people, $3 text[] their blocks, as numbers.
-- Grain: one row.
SELECT fairshare.keep_team_blocks($1, $2::text[], $3::text[]::integer[])
