-- Purpose: place a hold and write the audit event of it. Parameters: $1 text hold id, $2 text scope, $3 text subject, $4 text who, $5 text
-- reason. Grain: one row, the hold, or none where the same is held already.
WITH placed AS (
  INSERT INTO fairshare.holds (hold_id, scope, subject, placed_by, reason)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (scope, subject) WHERE released_at IS NULL DO NOTHING
  RETURNING hold_id
),
told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  SELECT $4::text, 'hold', hold_id, pg_catalog.jsonb_build_object('scope', $2::text, 'reason', $5::text)::text FROM placed
)
SELECT hold_id FROM placed
