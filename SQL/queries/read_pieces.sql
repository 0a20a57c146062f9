-- Purpose: pieces of evidence of some key results. Parameters: $1 uuid run, $2 text[] key result ids. Order: key result,
-- person, kind. Grain: one row a key result, person and kind.
SELECT key_result_id, person_id, kind, acts, amount
FROM fairshare.evidence_pieces
WHERE
  run_id = $1 AND key_result_id = ANY ($2::text[])
  AND (
    (SELECT fairshare.sees_held())
    OR (
      person_id <> ALL ((SELECT fairshare.held('person'))::text[])
      AND key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[])))
ORDER BY key_result_id, person_id, kind
