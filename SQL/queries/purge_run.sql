-- Purpose: note that the results of a superseded run were deleted. Parameters: $1 uuid run, $2 text who, $3 text why.
-- Grain: one row with the period, or none where the run may not be purged.
WITH target AS (
  UPDATE fairshare.runs AS r SET state = 'purged', reason = 'purged: ' || $3::text
  WHERE r.run_id = $1 AND r.state = 'superseded'
    AND NOT EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = r.run_id)
  RETURNING r.run_id, r.period_id
),
rows_gone AS (
  DELETE FROM fairshare.quarantined_rows AS q USING target AS t WHERE q.run_id = t.run_id
),
told AS (
  INSERT INTO fairshare.audit_events (actor, action, subject, detail)
  SELECT $2::text, 'purge', t.run_id::text, pg_catalog.jsonb_build_object('period', t.period_id, 'reason', $3::text)::text
  FROM target AS t
)
SELECT period_id FROM target
