-- Purpose: the periods that runs were made of, whatever became of them. Parameters: none. Order: period id. Grain: one row a period.
SELECT DISTINCT period_id FROM fairshare.runs ORDER BY period_id
