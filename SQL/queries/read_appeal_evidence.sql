-- Purpose: evidence that was added to appeals. Parameters: none. Order: appeal, number. Grain: one row a piece.
SELECT
  appeal_id, number, pg_catalog.to_char(added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS added_at, added_by, text
FROM fairshare.appeal_evidence
ORDER BY appeal_id, number
