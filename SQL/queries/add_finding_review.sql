-- Purpose: write one person's review of a finding. Parameters: $1 text finding id, $2 text who, $3 text decision, $4 text reason.
-- Grain: none.
WITH told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  VALUES ($2::text, 'review', $1::text, pg_catalog.jsonb_build_object('decision', $3::text)::text)
)
INSERT INTO fairshare.finding_reviews (finding_id, reviewed_by, decision, reason, opened_at)
SELECT
  $1, $2, $3, $4,
  (SELECT pg_catalog.max(v.opened_at) FROM fairshare.case_views AS v WHERE v.finding_id = $1 AND v.opened_by = $2)
