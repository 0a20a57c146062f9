-- Purpose: in which of the newest published periods some people had a finding. Parameters: $1 date, no period that starts later,
-- $2 text[] person ids. Order: period start falling, period, person, kind. Grain: one row a period, person and kind.
WITH recent AS (
  SELECT p.run_id, r.period_id, r.period_starts_on
  FROM fairshare.published_runs AS p
  JOIN fairshare.runs AS r ON r.run_id = p.run_id
  WHERE r.period_starts_on <= $1
  ORDER BY r.period_starts_on DESC, r.period_id DESC
  LIMIT 8
)
SELECT recent.period_id, f.person_id, f.kind
FROM recent
JOIN fairshare.findings AS f ON f.run_id = recent.run_id
WHERE f.state IN ('flag', 'watch') AND f.person_id = ANY ($2::text[])
GROUP BY recent.period_starts_on, recent.period_id, f.person_id, f.kind
ORDER BY recent.period_starts_on DESC, recent.period_id DESC, f.person_id, f.kind
