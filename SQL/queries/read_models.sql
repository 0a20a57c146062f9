-- Purpose: the models that answered in a run, by the shares of its first key results. Parameters: $1 uuid run. Order: model.
-- Grain: one row a model.
SELECT model, pg_catalog.count(share_low) > 0 AS has_interval
FROM (SELECT model, share_low FROM fairshare.shares WHERE run_id = $1 ORDER BY key_result_id, person_id, model LIMIT 20000) AS s
GROUP BY model
ORDER BY model
