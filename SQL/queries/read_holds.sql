-- Purpose: holds in force. Parameters: none. Order: scope, subject. Grain: one row a hold.
SELECT
  hold_id, scope, subject, pg_catalog.to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS placed_at, placed_by,
  reason
FROM fairshare.holds
WHERE released_at IS NULL
ORDER BY scope, subject
