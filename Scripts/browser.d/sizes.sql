-- A company of the largest sizes that must print on one sheet: twelve departments, each of them one team of fifteen, over two
-- quarters, with peer ratings, and in each department one member whose credit is larger than the work and one whose work is
-- larger than the credit. Invented names, some of them long. Drawn into the contract's tables (schema collab).
SET client_min_messages = warning;

-- A number in [0, 1) from ids alone.
CREATE FUNCTION pg_temp.mix(VARIADIC parts int[]) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashtextextended(parts::text, 7) & 4503599627370495)::double precision / 4503599627370496.0
$$;
CREATE TEMP TABLE departments AS
SELECT number::int, name FROM unnest(ARRAY[
  '产品研发部', '市场与增长部', '客户成功部', '数据智能部', '基础架构部', 'International Business Development', '供应链与物流部', '风险与合规部',
  '人力资源与组织发展部', '财务与经营分析部', '品牌与设计部', '质量与运维保障部']) WITH ORDINALITY AS d(name, number);
CREATE TEMP TABLE quarters AS
SELECT * FROM (VALUES (1, '2026Q2', date '2026-04-01', date '2026-06-30'), (2, '2026Q3', date '2026-07-01', date '2026-09-30'))
  AS q(number, period, starts_on, ends_on);
CREATE TEMP TABLE places AS SELECT d.number AS department, m AS member, format('p%s-%s', lpad(d.number::text, 2, '0'), lpad(m::text, 2, '0')) AS person
FROM departments AS d, generate_series(1, 15) AS m;

INSERT INTO collab.periods SELECT period, starts_on, ends_on FROM quarters;
INSERT INTO collab.teams (team_id, parent_team_id, name)
SELECT 'company', NULL, '海石集团' UNION ALL SELECT format('d%s', lpad(number::text, 2, '0')), 'company', name FROM departments;
INSERT INTO collab.people (person_id, display_name, job_family, hired_on)
SELECT person, CASE WHEN member % 7 = 3
    THEN (ARRAY['Alexandra Konstantinopoulou', 'Maximilian von Hohenstein', 'Oluwaseun Adebayo-Okonkwo'])[1 + department % 3]
    ELSE substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩', member, 1) || (ARRAY['望舒', '承安', '清和', '若谷', '知远', '子衿', '怀瑾', '景行', '南乔', '星野', '思齐', '既白'])[department]
  END, 'engineering', '2020-03-01' FROM places;
INSERT INTO collab.team_members (team_id, person_id, valid_from)
SELECT format('d%s', lpad(department::text, 2, '0')), person, '2026-01-01' FROM places;

-- Three objectives of the company; each department's key results serve them, one in six none.
INSERT INTO collab.objectives (objective_id, period_id, team_id, kind, title)
SELECT format('o%s-co-%s', q.number, o.number), period, 'company', 'okr', o.title FROM quarters AS q,
  (VALUES (1, '让每一笔交易都安心顺畅'), (2, '健康而可持续地增长'), (3, '让每位同事都愿意推荐这里')) AS o(number, title);
INSERT INTO collab.key_results (key_result_id, objective_id, title)
SELECT format('k%s-co-%s', q.number, o), format('o%s-co-%s', q.number, o), '公司关键成果 ' || o FROM quarters AS q, generate_series(1, 3) AS o;
INSERT INTO collab.objectives (objective_id, period_id, team_id, parent_key_result_id, kind, title)
SELECT format('o%s-%s-%s', q.number, d.number, o), period, format('d%s', lpad(d.number::text, 2, '0')),
  CASE WHEN (d.number + o) % 6 > 0 THEN format('k%s-co-%s', q.number, 1 + (d.number + o) % 3) END, 'okr', d.name || '的目标 ' || o
FROM quarters AS q, departments AS d, generate_series(1, 3) AS o;
CREATE TEMP TABLE goals AS
SELECT q.number AS quarter, q.starts_on, q.ends_on, d.number AS department, o AS goal, format('k%s-%s-%s', q.number, d.number, o) AS key_result
FROM quarters AS q, departments AS d, generate_series(1, 3) AS o;
INSERT INTO collab.key_results (key_result_id, objective_id, title)
SELECT key_result, format('o%s-%s-%s', quarter, department, goal), format('把第 %s 项关键流程的平均处理时长缩短到 %s 天以内', goal, 1 + department) FROM goals;
INSERT INTO collab.key_result_versions (key_result_id, valid_from, weight, baseline, target)
SELECT key_result, starts_on, 1 + goal % 2, 10, 1 + department % 5 FROM goals;
INSERT INTO collab.check_ins (key_result_id, checked_at, value, confidence, person_id)
SELECT key_result, starts_on + 20 * week + time '10:00' AT TIME ZONE 'Asia/Shanghai',
  10 - (9 - department % 5) * week / 4.0 * (0.7 + 0.3 * pg_temp.mix(quarter, department, goal)), 0.6,
  format('p%s-01', lpad(department::text, 2, '0')) FROM goals, generate_series(1, 4) AS week;
-- The last member is on no record; the second has the largest part of it.
INSERT INTO collab.key_result_authors (key_result_id, person_id, role, declared_share)
SELECT key_result, person, CASE member WHEN 1 THEN 'lead' ELSE 'member' END, CASE member WHEN 2 THEN 0.34 ELSE 0.66 / 13 END
FROM goals JOIN places USING (department) WHERE member < 15;

CREATE TEMP TABLE work AS
SELECT g.*, t, format('w%s-%s-%s-%s', quarter, department, goal, t) AS task,
  -- The second does next to nothing, the last more than the others.
  CASE WHEN pg_temp.mix(quarter, department, goal, t, 1) < 0.24 THEN 15
    ELSE (ARRAY[1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])[1 + floor(13 * pg_temp.mix(quarter, department, goal, t, 2))::int] END AS owner
FROM goals AS g, generate_series(1, 60) AS t;
INSERT INTO collab.tasks (task_id, key_result_id, title, effort, created_at, completed_at, outcome)
SELECT task, key_result, '流程改进 ' || t, 1 + round((4 * pg_temp.mix(quarter, department, goal, t, 3))::numeric),
  starts_on + 5 + t + time '09:00' AT TIME ZONE 'Asia/Shanghai', starts_on + 12 + t + time '18:00' AT TIME ZONE 'Asia/Shanghai', 'delivered'
FROM work;
INSERT INTO collab.task_assignees (task_id, person_id, role)
SELECT task, format('p%s-%s', lpad(department::text, 2, '0'), lpad(owner::text, 2, '0')), 'owner' FROM work;
INSERT INTO collab.reviews (review_id, task_id, reviewer_id, requested_at, submitted_at, verdict, comments, kind)
SELECT 'r' || task || n, task, format('p%s-%s', lpad(department::text, 2, '0'), lpad(reviewer::text, 2, '0')),
  starts_on + 12 + t + time '10:00' AT TIME ZONE 'Asia/Shanghai', starts_on + 12 + t + time '15:00' AT TIME ZONE 'Asia/Shanghai', 'approve',
  floor(6 * pg_temp.mix(quarter, department, goal, t, n, 5))::int, 'code'
FROM (SELECT w.*, n, (ARRAY[1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15, 15])[1 + floor(16 * pg_temp.mix(quarter, department, goal, t, n, 4))::int] AS reviewer
  FROM work AS w, generate_series(1, 2) AS n) AS r WHERE reviewer <> owner;
INSERT INTO collab.peer_ratings (round_id, key_result_id, team_id, rater_id, ratee_id, points)
SELECT 'round-' || quarter, key_result, format('d%s', lpad(g.department::text, 2, '0')), a.person, b.person,
  CASE b.member WHEN 15 THEN 20 WHEN 2 THEN 1 ELSE 5 END + round((2 * pg_temp.mix(quarter, g.department, goal, a.member, b.member, 6))::numeric, 1)
FROM goals AS g JOIN places AS a ON a.department = g.department JOIN places AS b ON b.department = g.department AND b.member <> a.member;
ANALYZE;
