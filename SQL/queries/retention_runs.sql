-- Purpose: runs whose rows about persons are still here, and why they must stay. Parameters: $1 int8 months after a period's end, $2 bool
-- whether superseded runs may go whatever their age. A dead or waiting run counts where it has left rows about persons. Order: start. Grain: one row a run; kept is null for those that may go.
WITH newest AS (
  SELECT p.run_id
  FROM fairshare.published_runs AS p
  JOIN fairshare.runs AS r ON r.run_id = p.run_id
  ORDER BY r.period_ends_on DESC NULLS LAST, r.period_id DESC
  LIMIT 1
),
standing AS (
  SELECT
    r.run_id, r.period_id, r.started_at, r.result_digest, r.state,
    EXISTS (
      SELECT FROM fairshare.appeals AS a
      WHERE a.answered_at IS NULL
        AND (a.run_before = r.run_id
          OR (a.period_id = r.period_id AND EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = r.run_id))))
      AS has_appeal,
    EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = r.run_id) AS is_published,
    EXISTS (
      SELECT FROM fairshare.published_runs AS p
      JOIN fairshare.runs AS now ON now.run_id = p.run_id
      WHERE now.previous_run_id = r.run_id) AS is_previous,
    EXISTS (
      SELECT FROM newest AS n
      JOIN fairshare.runs AS now ON now.run_id = n.run_id
      WHERE r.run_id IN (now.run_id, now.previous_run_id)) AS is_newest,
    coalesce(r.period_ends_on, (r.started_at AT TIME ZONE 'UTC')::date)
      < ((pg_catalog.now() AT TIME ZONE 'UTC')::date - pg_catalog.make_interval(months => $1::bigint::integer))::date AS is_old
  FROM fairshare.runs AS r
  WHERE r.person_rows_dropped_at IS NULL
    AND (r.state IN ('published', 'superseded', 'held')
      OR (r.state IN ('failed', 'refused', 'cancelled', 'abandoned')
        AND (EXISTS (SELECT FROM fairshare.quarantined_rows AS q WHERE q.run_id = r.run_id)
          OR EXISTS (SELECT FROM fairshare.unmapped_accounts AS u WHERE u.run_id = r.run_id))))
)
SELECT
  s.run_id, s.period_id, s.result_digest,
  CASE
    WHEN s.has_appeal THEN 'open_appeal'
    WHEN s.is_newest THEN 'newest_period'
    WHEN s.is_old THEN NULL
    WHEN s.is_published THEN 'published'
    WHEN s.is_previous THEN 'previous'
    WHEN $2::boolean AND s.state = 'superseded' THEN NULL
    ELSE 'within_policy'
  END AS kept
FROM standing AS s
ORDER BY s.started_at, s.run_id
