-- Purpose: note that the results of a superseded run are deleted, and delete what it set aside; the proof that is written with it is also its
-- audit event. Parameters: $1 uuid run, $2 text why. Order: none. Grain: one row with the period and the run's digest, or none where the run may
-- not be purged: what readers see may not, nor what an open appeal is about.
WITH target AS (
  UPDATE fairshare.runs AS r
  SET state = 'purged', reason = 'purged: ' || $2::text, person_rows_dropped_at = pg_catalog.now()
  WHERE r.run_id = $1 AND r.state = 'superseded'
    AND NOT EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = r.run_id)
    AND NOT EXISTS (SELECT FROM fairshare.appeals AS a WHERE a.run_before = r.run_id AND a.answered_at IS NULL)
  RETURNING r.run_id, r.period_id, r.result_digest
)
SELECT t.period_id, t.result_digest
FROM target AS t
CROSS JOIN LATERAL fairshare.forget_set_aside(t.run_id) AS gone
