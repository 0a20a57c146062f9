-- Purpose: published shares of every model, to hold them against a known truth. Parameters: $1 text period id.
-- Row order: model, key result, person. Grain: model, key result and person.
SELECT
  model, key_result_id, person_id, share::float8 AS share, share_low::float8 AS share_low,
  share_high::float8 AS share_high
FROM fairshare.latest_shares
WHERE period_id = $1
ORDER BY model COLLATE "C", key_result_id COLLATE "C", person_id COLLATE "C"
