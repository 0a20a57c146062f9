-- Purpose: open a case for every flag of a run that never was one before. Parameters: $1 uuid run, $2 int8 working days of the comment
-- window, 0 for none. Grain: none.
INSERT INTO fairshare.finding_cases (finding_id, period_id, person_id, first_run_id, flagged_on, comment_until)
SELECT
  f.finding_id, f.period_id, f.person_id, f.run_id, today.day,
  CASE WHEN $2::bigint = 0 THEN today.day - 1 ELSE fairshare.add_working_days(today.day, $2::integer) END
FROM fairshare.findings AS f
CROSS JOIN (SELECT (pg_catalog.now() AT TIME ZONE 'UTC')::date AS day) AS today
WHERE f.run_id = $1 AND f.state = 'flag'
ON CONFLICT (finding_id) DO NOTHING
