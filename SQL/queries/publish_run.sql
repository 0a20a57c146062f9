-- Purpose: move a period's pointer to a run. Parameters: $1 uuid run, $2 text period id, $3 text result digest. Grain: none.
WITH before AS (
  UPDATE fairshare.runs SET state = 'superseded'
  WHERE run_id = (SELECT run_id FROM fairshare.published_runs WHERE period_id = $2) AND run_id <> $1
),
moved AS (
  UPDATE fairshare.runs
  SET state = 'published', published_at = pg_catalog.clock_timestamp(), result_digest = $3, step = 'publish'
  WHERE run_id = $1
)
INSERT INTO fairshare.published_runs (period_id, run_id) VALUES ($2, $1)
ON CONFLICT (period_id) DO UPDATE SET run_id = EXCLUDED.run_id
