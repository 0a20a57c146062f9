-- Purpose: open findings of the published run of the period before. Parameters: $1 text first day of this period.
-- Order: kind, person. Grain: one row a kind and person. The period before is the newest published one that ended before that day.
WITH before AS (
  SELECT p.run_id
  FROM fairshare.published_runs AS p
  JOIN fairshare.runs AS r ON r.run_id = p.run_id
  WHERE r.period_ends_on < $1::date
  ORDER BY r.period_ends_on DESC, p.period_id
  LIMIT 1
)
SELECT DISTINCT f.kind, f.person_id
FROM before AS b
JOIN fairshare.findings AS f ON f.run_id = b.run_id
WHERE f.state IN ('watch', 'flag')
ORDER BY f.kind, f.person_id
