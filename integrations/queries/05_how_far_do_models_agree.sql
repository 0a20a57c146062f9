-- How far is each model from the consensus?  每个模型离综合结果有多远？
-- Distance: half the sum of absolute differences of a key result's shares, 0 for equal shares, 1 for disjoint ones.
-- Grain: one row a period and model.
SELECT
  distance.period_id,
  distance.model,
  count(*) AS key_results,
  avg(distance.distance) AS mean_distance,
  max(distance.distance) AS largest_distance
FROM (
  SELECT
    consensus.period_id,
    other.model,
    consensus.key_result_id,
    sum(abs(other.share - consensus.share)) / 2 AS distance
  FROM fairshare.latest_shares AS consensus
  JOIN fairshare.latest_shares AS other USING (run_id, key_result_id, person_id)
  WHERE consensus.model = 'consensus' AND other.model <> 'consensus'
  GROUP BY consensus.period_id, other.model, consensus.key_result_id
) AS distance
GROUP BY distance.period_id, distance.model
ORDER BY distance.period_id, mean_distance, distance.model;
