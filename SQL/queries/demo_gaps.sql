-- Purpose: where credit on record and estimated contribution differ most. Parameters: $1 text period id, $2 int8 number of rows.
-- Row order: distance downwards, then ids. Grain: key result and person.
SELECT
  coalesce(p.display_name, s.person_id) AS person, coalesce(k.title, s.key_result_id) AS key_result,
  coalesce(d.share, 0)::float8 AS credited, s.share::float8 AS contributed,
  s.share_low::float8 AS contributed_low, s.share_high::float8 AS contributed_high
FROM fairshare.latest_shares AS s
JOIN fairshare.latest_key_results AS r
  ON r.period_id = s.period_id AND r.key_result_id = s.key_result_id AND r.state = 'judged'
LEFT JOIN fairshare.latest_shares AS d
  ON d.period_id = s.period_id AND d.key_result_id = s.key_result_id AND d.person_id = s.person_id
  AND d.model = 'declared'
LEFT JOIN collab.people AS p ON p.person_id = s.person_id
LEFT JOIN collab.key_results AS k ON k.key_result_id = s.key_result_id
WHERE
  s.period_id = $1
  AND s.model = (
    SELECT m.model FROM fairshare.latest_shares AS m
    WHERE m.period_id = $1 AND m.model IN ('consensus', 'evidence')
    ORDER BY m.model LIMIT 1)
ORDER BY abs(s.share - coalesce(d.share, 0)) DESC, s.key_result_id COLLATE "C", s.person_id COLLATE "C"
LIMIT $2
