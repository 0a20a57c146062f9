-- Purpose: everybody with a sum in a run. Parameters: $1 uuid run. Order: person id. Grain: one row a person.
SELECT person_id FROM fairshare.person_scores WHERE run_id = $1 ORDER BY person_id
