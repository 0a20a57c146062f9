-- Purpose: every decision on some findings. Parameters: $1 text[] finding ids. Order: finding, time, decision. Grain: one row a
-- decision.
SELECT
  finding_id, decision, decided_by,
  pg_catalog.to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS decided_at, reason
FROM fairshare.decisions
WHERE finding_id = ANY ($1::text[])
ORDER BY finding_id, decided_at, decision
