-- Purpose: runs of a period that a new run puts an end to: those that still say they run, and those that wait for a release.
-- Parameters: $1 text period id. Order: run id. Grain: one row a run.
SELECT run_id, state = 'held' AS is_held
FROM fairshare.runs
WHERE period_id = $1 AND state IN ('running', 'held')
ORDER BY run_id
