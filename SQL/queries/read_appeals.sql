-- Purpose: appeals. Parameters: none. Order: open ones first, then the newest. Grain: one row an appeal.
SELECT
  appeal_id, person_id, key_result_id,
  pg_catalog.to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS opened_at, text, answer, answered_by,
  share_before, share_after
FROM fairshare.appeals
ORDER BY answered_at IS NOT NULL, opened_at DESC, appeal_id
