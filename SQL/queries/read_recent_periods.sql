-- Purpose: the newest published periods with their counts of open prompts. Parameters: $1 date, no period that starts later.
-- Order: period start falling, period. Grain: one row a period, at most eight.
SELECT
  p.run_id, r.period_id,
  (SELECT pg_catalog.count(*)
    FROM fairshare.findings AS f
    LEFT JOIN fairshare.read_progress(p.run_id) AS g ON g.finding_id = f.finding_id
    WHERE f.run_id = p.run_id AND f.state = 'flag' AND g.decision IS DISTINCT FROM 'cleared') AS prompts
FROM fairshare.published_runs AS p
JOIN fairshare.runs AS r ON r.run_id = p.run_id
WHERE r.period_starts_on <= $1
ORDER BY r.period_starts_on DESC, r.period_id DESC
LIMIT 8
