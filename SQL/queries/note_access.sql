-- Purpose: write down who reads whose figures. Parameters: $1 text what is read, $2 text kind of subject, $3 text[] subjects, $4 text
-- purpose or null, $5 text case or null. Grain: one row, how many were noted.
SELECT fairshare.note_access($1, $2, $3, $4, $5) AS noted
