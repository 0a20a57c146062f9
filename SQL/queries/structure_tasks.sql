-- Purpose: who took part in which finished task, as the structure on which a truth is planted. Parameters: $1 text period id,
-- empty for all. Row order: key result, task, part, person. Grain: task and person; part is 0 for the owner, 1 for others named
-- on the task, 2 for reviewers.
WITH counted AS (
  SELECT t.key_result_id, t.task_id, t.effort
  FROM collab.tasks AS t
  JOIN collab.key_results AS k ON k.key_result_id = t.key_result_id
  JOIN collab.objectives AS o ON o.objective_id = k.objective_id
  WHERE coalesce(t.outcome, 'delivered') IN ('delivered', 'learned') AND ($1 = '' OR o.period_id = $1)
), taking AS (
  SELECT task_id, person_id, CASE WHEN coalesce(role, 'owner') = 'owner' THEN 0 ELSE 1 END AS part
  FROM collab.task_assignees
  WHERE role IS DISTINCT FROM 'handler'
  UNION ALL
  SELECT task_id, reviewer_id, 2 FROM collab.reviews
)
SELECT c.key_result_id, c.task_id, c.effort::float8 AS effort, p.person_id, min(p.part) AS part
FROM counted AS c
JOIN taking AS p ON p.task_id = c.task_id
WHERE p.person_id <> ''
GROUP BY c.key_result_id, c.task_id, c.effort, p.person_id
ORDER BY c.key_result_id COLLATE "C", c.task_id COLLATE "C", min(p.part), p.person_id COLLATE "C"
