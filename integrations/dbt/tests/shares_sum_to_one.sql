-- Shares of one key result and model sum to exactly 1.
SELECT run_id, key_result_id, model, sum(share) AS total
FROM {{ source('fairshare', 'latest_shares') }}
GROUP BY run_id, key_result_id, model
HAVING sum(share) <> 1
