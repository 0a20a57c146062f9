-- Purpose: the periods of which a run is published. Parameters: none. Order: period id. Grain: one row a period.
SELECT period_id FROM fairshare.published_runs ORDER BY period_id
