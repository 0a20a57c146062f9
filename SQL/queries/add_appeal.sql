-- Purpose: open an appeal and write the audit event of it. Parameters: $1 text appeal id, $2 text person id, $3 text key result id,
-- $4 text what the person says, $5 text evidence or null, $6 numeric share at that time, $7 text who, $8 text period id,
-- $9 uuid run, $10 int8 working days until an answer is due. Order: none. Grain: one row, the due day.
WITH told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  VALUES ($7::text, 'appeal', $1::text, pg_catalog.jsonb_build_object('key_result', $3::text)::text)
)
INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, evidence, share_before, period_id, run_before, due_on)
VALUES (
  $1, $2, $3, $4, $5, $6::numeric, $8, $9,
  fairshare.add_working_days((pg_catalog.now() AT TIME ZONE 'UTC')::date, $10::bigint::integer))
RETURNING due_on::text
