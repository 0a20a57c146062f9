-- Purpose: whom a run could not judge, of the people whom the reader may see. Parameters: $1 uuid run. Order: person, key result. Grain: one
-- row a person and key result; the key result is null where the person's work as a whole could not be judged.
SELECT n.person_id, n.key_result_id
FROM fairshare.not_judged($1) AS n
ORDER BY n.person_id, n.key_result_id
