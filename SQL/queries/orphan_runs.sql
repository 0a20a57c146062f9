-- Purpose: runs of a period that still say they run. Parameters: $1 text period id. Order: run id. Grain: one row a run.
SELECT run_id FROM fairshare.runs WHERE period_id = $1 AND state = 'running' ORDER BY run_id
