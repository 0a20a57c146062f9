-- Purpose: findings of a run with the newest decision on each. Parameters: $1 uuid run. Order: probability falling, finding id.
-- Grain: one row a finding.
SELECT
  f.finding_id, f.kind, f.key_result_id, f.person_id, f.probability, f.expected_false_share, f.state,
  f.reasons::text AS reasons, d.decision, d.decided_by,
  pg_catalog.to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS decided_at, d.reason
FROM fairshare.findings AS f
LEFT JOIN LATERAL (
  SELECT e.decision, e.decided_by, e.decided_at, e.reason
  FROM fairshare.decisions AS e
  WHERE e.finding_id = f.finding_id
  ORDER BY e.decided_at DESC, e.decision
  LIMIT 1
) AS d ON true
WHERE f.run_id = $1
ORDER BY f.probability DESC, f.finding_id
