-- How long does each step of a run take, and what became of the run?  运行的每一步花了多久，结果如何？
-- Grain: one row a run and step; the newest first.
SELECT
  run.started_at,
  run.run_id,
  run.period_id,
  run.state,
  step.step,
  extract(epoch FROM step.finished_at - step.started_at) AS seconds,
  step.rows
FROM fairshare.runs AS run
JOIN fairshare.run_steps AS step ON step.run_id = run.run_id
ORDER BY run.started_at DESC, step.started_at, step.step;
