-- Purpose: what was noted about a subject. Parameters: $1 text subject. Order: time, number. Grain: one row an event.
SELECT
  pg_catalog.to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, e.actor, e.action,
  coalesce(e.detail, '') AS detail
FROM fairshare.audit_events AS e
WHERE e.subject = $1
ORDER BY e.at, e.event_id
