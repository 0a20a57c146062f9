-- Purpose: write a decision on a finding and the audit event of it. Parameters: $1 text finding id, $2 text who, $3 text decision,
-- $4 text reason. Grain: none.
WITH told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  VALUES ($2::text, 'decide', $1::text, pg_catalog.jsonb_build_object('decision', $3::text, 'reason', $4::text)::text)
)
INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ($1, $2, $3, $4)
