-- Readers see one run of each period, never a mixture.
SELECT period_id, count(DISTINCT run_id) AS runs
FROM {{ source('fairshare', 'latest_shares') }}
GROUP BY period_id
HAVING count(DISTINCT run_id) > 1
