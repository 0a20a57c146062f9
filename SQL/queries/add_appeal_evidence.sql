-- Purpose: add a piece of evidence to an open appeal and write the audit event of it. Parameters: $1 text appeal id, $2 text who, $3 text
-- the evidence. Grain: one row, the number of the piece, or none where no such appeal is open.
WITH added AS (
  INSERT INTO fairshare.appeal_evidence (appeal_id, number, added_by, text)
  SELECT
    a.appeal_id, 1 + (SELECT pg_catalog.count(*)::integer FROM fairshare.appeal_evidence AS e WHERE e.appeal_id = a.appeal_id), $2,
    $3
  FROM fairshare.appeals AS a
  WHERE a.appeal_id = $1 AND a.answered_at IS NULL
  RETURNING appeal_id, number
),
told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject)
  SELECT $2::text, 'appeal_evidence', appeal_id || '/' || number FROM added
)
SELECT number FROM added
