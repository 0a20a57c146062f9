-- Purpose: shares of some people in all their key results. Parameters: $1 uuid run, $2 text[] person ids, null for everybody. Order: person, key
-- result, model. Grain: one row a person, key result and model.
SELECT key_result_id, person_id, model, share, share_low, share_high
FROM fairshare.shares
WHERE run_id = $1 AND ($2::text[] IS NULL OR person_id = ANY ($2::text[])) AND model IN ('declared', 'evidence', 'consensus')
ORDER BY person_id, key_result_id, model
