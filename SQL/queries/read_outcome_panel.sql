-- Purpose: how key results of one earlier period went, and who took part. Parameters: $1 text first day of this period, $2 int8 place of
-- the period among the published ones before it, newest first from 0, $3 float8 least part. Order: key result, person. Grain: one row each.
SELECT key_result_id, kind, attainment, person_id, share
FROM fairshare.outcome_panel($1::text::date, $2::int8::integer, $3::float8::numeric)
ORDER BY key_result_id COLLATE "C", person_id COLLATE "C"
