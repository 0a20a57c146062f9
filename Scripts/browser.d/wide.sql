-- A company of 12 departments, each with a team of six and one of them with a team of 15: what one sheet of paper must hold. Two key results
-- a team, work by a fixed rule, credit that is wrong for some, so that the pages have prompts to show.
INSERT INTO collab.periods VALUES ('2026Q2', '2026-04-01', '2026-06-30'), ('2026Q3', '2026-07-01', '2026-09-30');
INSERT INTO collab.teams VALUES ('root', NULL, '远山科技');
INSERT INTO collab.teams SELECT 'd' || to_char(d, 'FM00'), 'root', '第' || d || '事业部与平台' FROM generate_series(1, 12) AS d;
INSERT INTO collab.teams SELECT 'w' || to_char(d, 'FM00'), 'd' || to_char(d, 'FM00'), '第' || d || '协作组' FROM generate_series(1, 12) AS d;
CREATE TEMP TABLE staff AS
  SELECT d, m, 'p' || to_char(d, 'FM00') || to_char(m, 'FM00') AS person_id, 'w' || to_char(d, 'FM00') AS team_id
  FROM generate_series(1, 12) AS d, generate_series(1, 15) AS m WHERE d = 1 OR m <= 6;
INSERT INTO collab.people (person_id, display_name, job_family, manager_id)
  SELECT person_id, (ARRAY['欧阳', '林', '陈', '买买提', '周', '许', '孟', '司徒', '何', '方', '温', '魏', '罗', '沈', '谢'])[m] ||
      (ARRAY['知远', '晓', '若川', '明月', '一舟', '雨', '思齐', '望舒', '安然', '启航', '以宁', '承安'])[d], 'engineering',
    CASE WHEN m > 1 THEN 'p' || to_char(d, 'FM00') || '01' END
  FROM staff;
INSERT INTO collab.team_members SELECT team_id, person_id, '2025-01-01', NULL, 1 FROM staff;
INSERT INTO collab.objectives SELECT 'o' || q, '2026Q' || q, 'root', NULL, NULL, 'okr', '让客户少等一天' FROM generate_series(2, 3) AS q;
CREATE TEMP TABLE goals AS
  SELECT DISTINCT q, k, team_id, d, 'k' || q || '-' || d || '-' || k AS key_result_id FROM staff, generate_series(2, 3) AS q, generate_series(1, 2) AS k;
INSERT INTO collab.key_results SELECT key_result_id, 'o' || q, team_id, '交付周期缩短到 ' || (k + 3) || ' 天' FROM goals;
INSERT INTO collab.key_result_versions (key_result_id, valid_from, weight, baseline, target)
  SELECT key_result_id, make_date(2026, q * 3 - 2, 1), 1, 0, 10 FROM goals;
INSERT INTO collab.check_ins (key_result_id, checked_at, value) SELECT key_result_id, make_date(2026, q * 3 - 1, 10), 6 + k FROM goals;
-- The fourth member of every third team is on record with far more than the others.
INSERT INTO collab.key_result_authors
  SELECT key_result_id, person_id, NULL,
    CASE WHEN m = 4 AND d % 3 = 1 THEN 0.4 WHEN d % 3 = 1 THEN 0.6 / (count(*) OVER (PARTITION BY key_result_id) - 1)
      WHEN m = 4 THEN 0.05 ELSE 0.95 / (count(*) OVER (PARTITION BY key_result_id) - 1) END
  FROM goals JOIN staff USING (team_id, d);
INSERT INTO collab.tasks (task_id, key_result_id, title, effort, created_at, completed_at, outcome)
  SELECT key_result_id || '-' || m || '-' || n, key_result_id, '', 1 + (m * n + d) % 4, make_date(2026, q * 3 - 2, 2), make_date(2026, q * 3 - 1, n), 'delivered'
  FROM goals JOIN staff USING (team_id, d), generate_series(1, 9) AS n WHERE m <> 4 OR n <= 2;
INSERT INTO collab.task_assignees (task_id, person_id)
  SELECT key_result_id || '-' || m || '-' || n, person_id FROM goals JOIN staff USING (team_id, d), generate_series(1, 9) AS n WHERE m <> 4 OR n <= 2;
INSERT INTO collab.reviews (review_id, task_id, reviewer_id, submitted_at, verdict, comments)
  SELECT 'r-' || t.task_id, t.task_id, s.person_id, t.completed_at, 'approve', 3
  FROM collab.tasks AS t JOIN collab.task_assignees AS a USING (task_id)
  JOIN staff AS w ON w.person_id = a.person_id JOIN staff AS s ON s.team_id = w.team_id AND s.m = w.m % 6 + 1;
INSERT INTO collab.peer_ratings (round_id, key_result_id, rater_id, ratee_id, points)
  SELECT 'g' || q, key_result_id, a.person_id, b.person_id, CASE WHEN b.m = 4 THEN 5 ELSE 16 + (a.m * b.m) % 5 END
  FROM goals JOIN staff AS a USING (team_id, d) JOIN staff AS b USING (team_id, d) WHERE a.m <> b.m;
-- Two rows that are set aside, so that the overview has a line about its data.
INSERT INTO collab.reviews (review_id, task_id, reviewer_id, submitted_at, verdict) VALUES ('orphan-1', 'none', 'p0101', '2026-08-01', 'approve'), ('orphan-2', 'none', 'p0102', '2026-08-01', 'approve');
