-- Purpose: who was counted together in the sums of teams of a period. Parameters: $1 text period id. Order: person. Grain: one row a person, or one
-- without a person.
SELECT is_known, person_id, block::bigint AS block FROM fairshare.read_team_blocks($1) ORDER BY person_id
