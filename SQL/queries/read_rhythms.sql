-- Purpose: how alive feedback was in each team. Parameters: $1 uuid run. Order: team id. Grain: one row a team.
SELECT
  team_id, people, one_on_ones_per_person, median_days_between_check_ins, stale_key_results, feedback_given, goal_changes
FROM fairshare.team_rhythms
WHERE run_id = $1
ORDER BY team_id
