-- Purpose: open a case for every flag of a run that never was one before. Parameters: $1 uuid run, $2 int8 working days of the comment
-- window, 0 for none. Grain: one row.
SELECT fairshare.open_finding_cases($1, $2::bigint::integer)::text AS done
