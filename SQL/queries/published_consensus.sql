-- Purpose: consensus shares of a published run, for the back-test of a new engine. Parameters: $1 uuid run. Order: key result, person.
-- Grain: one row a share.
SELECT key_result_id, person_id, share
FROM fairshare.published_consensus($1)
ORDER BY key_result_id COLLATE "C", person_id COLLATE "C"
