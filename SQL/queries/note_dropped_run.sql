-- Purpose: note that a run's rows about persons are gone, and delete what it set aside and the accounts that it could map to nobody; with the
-- last run of a period also who was counted together in its sums of teams. A run that waited for a release can no longer be released. Parameters: $1 uuid run. Order: none. Grain: one row, how many rows set aside were deleted.
WITH last AS (
  SELECT r.period_id
  FROM fairshare.runs AS r
  WHERE r.run_id = $1 AND NOT EXISTS (
    SELECT FROM fairshare.runs AS o
    WHERE o.period_id = r.period_id AND o.run_id <> r.run_id AND o.published_at IS NOT NULL AND o.person_rows_dropped_at IS NULL)
),
noted AS (
  UPDATE fairshare.runs AS r
  SET person_rows_dropped_at = CASE WHEN r.run_id = $1 THEN pg_catalog.now() ELSE r.person_rows_dropped_at END,
    state = CASE WHEN r.run_id = $1 AND r.state = 'held' THEN 'abandoned' ELSE r.state END,
    has_team_blocks = r.has_team_blocks AND NOT EXISTS (SELECT FROM last)
  WHERE r.run_id = $1 OR r.period_id IN (SELECT l.period_id FROM last AS l)
),
forgotten AS (
  DELETE FROM fairshare.team_blocks AS b USING fairshare.runs AS r, last AS l
  WHERE r.run_id = b.run_id AND r.period_id = l.period_id
)
SELECT fairshare.forget_set_aside($1) AS count
