-- Purpose: findings of a run with the newest decision on each. Parameters: $1 uuid run. Order: probability falling, finding id.
-- Grain: one row a finding; what is held is left out for everyone who must not see it.
SELECT
  f.finding_id, f.kind, f.key_result_id, f.person_id, f.probability, f.expected_false_share, f.state,
  f.reasons::text AS reasons, g.decision, g.decided_by,
  pg_catalog.to_char(g.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS decided_at, g.reason,
  (coalesce(f.key_result_id, ''), f.person_id) IN (
    SELECT a.key_result_id, a.person_id FROM fairshare.open_appeals() AS a) AS is_under_appeal,
  g.comment_until::text AS comment_until,
  f.finding_id IN (SELECT l.finding_id FROM fairshare.findings_for_leaders() AS l) AS is_for_leaders,
  g.is_reviewed IS TRUE AS is_reviewed
FROM fairshare.findings AS f
LEFT JOIN fairshare.read_progress($1) AS g ON g.finding_id = f.finding_id
WHERE
  f.run_id = $1
  AND (
    (SELECT fairshare.sees_held())
    OR (
      f.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
      AND coalesce(f.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[]), true)))
ORDER BY f.probability DESC, f.finding_id
