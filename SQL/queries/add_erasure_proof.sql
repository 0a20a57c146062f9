-- Purpose: keep the proof of an erasure and write the audit event of it. Parameters: $1 text proof id, $2 text who, $3 text kind, $4 text
-- subject, $5 text reason, $6 text counts as JSON, $7 text digest before, $8 text digest after. Grain: none.
WITH told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  VALUES ($2::text, $3::text, $1::text, $6::text)
)
INSERT INTO fairshare.erasure_proofs (proof_id, actor, kind, subject, reason, counts, digest_before, digest_after)
VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)
