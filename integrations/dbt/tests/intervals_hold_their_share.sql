-- A share lies inside its interval, and the interval inside 0 to 1.
SELECT run_id, key_result_id, person_id, model, share, share_low, share_high
FROM {{ source('fairshare', 'latest_shares') }}
WHERE NOT (0 <= share_low AND share_low <= share AND share <= share_high AND share_high <= 1)
