-- Purpose: pieces of evidence of some people in all their key results. Parameters: $1 uuid run, $2 text[] person ids, null for everybody. Order:
-- person, key result, kind. Grain: one row a person, key result and kind.
SELECT key_result_id, person_id, kind, acts, amount
FROM fairshare.evidence_pieces
WHERE run_id = $1 AND ($2::text[] IS NULL OR person_id = ANY ($2::text[]))
ORDER BY person_id, key_result_id, kind
