-- Purpose: answer an appeal and write the audit event of it. Parameters: $1 text appeal id, $2 text answer, $3 text who, $4 numeric
-- share now or null, $5 text outcome, $6 uuid run that readers see now or null. Grain: one row, the appeal, or none where it does not
-- exist or is answered.
WITH answered AS (
  UPDATE fairshare.appeals
  SET answer = $2, answered_by = $3, answered_at = pg_catalog.now(), share_after = $4::numeric, outcome = $5, run_after = $6
  WHERE appeal_id = $1 AND answered_at IS NULL
  RETURNING appeal_id
),
told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  SELECT $3::text, 'answer', appeal_id, pg_catalog.jsonb_build_object('outcome', $5::text)::text FROM answered
)
SELECT appeal_id FROM answered
