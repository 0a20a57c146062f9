-- Purpose: point a period at an earlier run again. Parameters: $1 text period id, $2 uuid run or null for the previous one, $3 text
-- who, $4 text why. Grain: one row, the run that readers now follow, or none.
WITH current AS (
  SELECT p.run_id, r.previous_run_id
  FROM fairshare.published_runs AS p
  JOIN fairshare.runs AS r ON r.run_id = p.run_id
  WHERE p.period_id = $1
  FOR UPDATE OF p
),
target AS (
  SELECT t.run_id, c.run_id AS left_run_id
  FROM current AS c
  JOIN fairshare.runs AS t ON t.run_id = coalesce($2::uuid, c.previous_run_id)
  WHERE t.period_id = $1 AND t.state = 'superseded' AND t.run_id <> c.run_id AND t.person_rows_dropped_at IS NULL
),
back AS (
  UPDATE fairshare.runs AS r SET state = 'superseded', reason = 'rolled back: ' || $4
  FROM target AS t WHERE r.run_id = t.left_run_id
),
forth AS (
  UPDATE fairshare.runs AS r SET state = 'published' FROM target AS t WHERE r.run_id = t.run_id
),
moved AS (
  UPDATE fairshare.published_runs AS p SET run_id = t.run_id FROM target AS t WHERE p.period_id = $1
),
told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  SELECT $3::text, 'rollback', $1, pg_catalog.jsonb_build_object('from', t.left_run_id, 'to', t.run_id, 'reason', $4::text)::text
  FROM target AS t
)
SELECT run_id FROM target
