-- Is there enough data, and what was not judged?  数据够不够，哪些没有判断？
-- Grain: one row a period, kind of goal, state and reason.
SELECT
  period_id,
  kind,
  state,
  reason,
  count(*) AS key_results,
  avg(coverage) AS mean_coverage,
  sum(value) AS value
FROM fairshare.latest_key_results
GROUP BY period_id, kind, state, reason
ORDER BY period_id, key_results DESC, kind, state, reason;
