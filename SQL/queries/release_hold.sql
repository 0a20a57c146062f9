-- Purpose: release a hold and write the audit event of it. Parameters: $1 text scope, $2 text subject, $3 text who, $4 text reason.
-- Grain: one row, the hold, or none where nothing of the kind is held.
WITH released AS (
  UPDATE fairshare.holds
  SET released_at = pg_catalog.now(), released_by = $3, release_reason = $4
  WHERE scope = $1 AND subject = $2 AND released_at IS NULL
  RETURNING hold_id
),
told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  SELECT $3::text, 'release', hold_id, pg_catalog.jsonb_build_object('reason', $4::text)::text FROM released
)
SELECT hold_id FROM released
