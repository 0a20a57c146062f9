-- Purpose: the newest published period in which a key result was scored. Parameters: $1 text key result id. Grain: one row or none.
SELECT p.period_id
FROM fairshare.published_runs AS p
JOIN fairshare.runs AS r ON r.run_id = p.run_id
WHERE EXISTS (SELECT FROM fairshare.key_result_scores AS s WHERE s.run_id = p.run_id AND s.key_result_id = $1)
ORDER BY r.period_starts_on DESC NULLS LAST, p.period_id DESC
LIMIT 1
