-- Purpose: shares whose use is frozen. Parameters: none. Order: key result, person. Grain: one row a key result and person.
SELECT DISTINCT a.key_result_id, a.person_id
FROM fairshare.open_appeals() AS a
ORDER BY a.key_result_id, a.person_id
