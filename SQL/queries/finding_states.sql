-- Purpose: state of every finding of a period's published run. Parameters: $1 text period id. Order: finding id. Grain: one row a finding.
SELECT f.finding_id, f.state
FROM fairshare.published_runs AS p
JOIN fairshare.findings AS f ON f.run_id = p.run_id
WHERE p.period_id = $1
ORDER BY f.finding_id
