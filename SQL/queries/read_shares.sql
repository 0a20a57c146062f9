-- Purpose: shares of some key results. Parameters: $1 uuid run, $2 text[] key result ids. Order: key result, person, model.
-- Grain: one row a key result, person and model.
SELECT key_result_id, person_id, model, share, share_low, share_high
FROM fairshare.shares
WHERE
  run_id = $1 AND key_result_id = ANY ($2::text[])
  AND (
    (SELECT fairshare.sees_held())
    OR (
      person_id <> ALL ((SELECT fairshare.held('person'))::text[])
      AND key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[])))
ORDER BY key_result_id, person_id, model
