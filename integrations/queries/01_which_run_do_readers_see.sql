-- Which run do readers see of each period, and since when?  读者看到的是每个周期的哪次运行，从何时起？
-- Grain: one row a period, the newest first.
SELECT
  published.period_id,
  run.run_id,
  run.published_at,
  run.period_starts_on,
  run.period_ends_on,
  run.engine_version,
  run.config_hash,
  run.seed
FROM fairshare.published_runs AS published
JOIN fairshare.runs AS run ON run.run_id = published.run_id
ORDER BY run.period_starts_on DESC, published.period_id DESC;
