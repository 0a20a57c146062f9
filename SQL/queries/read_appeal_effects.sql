-- Purpose: everyone's share before and after a correction. Parameters: $1 text appeal id, $2 uuid run after it. Order: person. Grain: one
-- row a member of the key result.
SELECT person_id, share_before, share_after
FROM fairshare.appeal_effects
WHERE appeal_id = $1 AND run_after = $2
ORDER BY person_id
