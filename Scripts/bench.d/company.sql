-- A company of the size asked for, drawn inside PostgreSQL from fixed seeds, in the contract's tables (schema collab).
-- psql variables: people, teams, key_results, tasks, assignees, reviews. Text ids, no names.
-- Sizes of key results are skewed (density ~ 1/sqrt), four of five people of an act come from the owning team's neighbourhood.
SET client_min_messages = warning;
SET synchronous_commit = off;


INSERT INTO collab.periods VALUES ('2026Q3', '2026-07-01', '2026-09-30');
INSERT INTO collab.people (person_id, job_family)
SELECT 'p' || lpad(i::text, 6, '0'), (ARRAY['engineering', 'product', 'design', 'data', 'operations'])[1 + i % 5]
FROM generate_series(0, :people - 1) AS i;
INSERT INTO collab.teams (team_id, name) SELECT 't' || lpad(i::text, 5, '0'), 'team ' || i FROM generate_series(0, :teams - 1) AS i;
INSERT INTO collab.objectives (objective_id, period_id, team_id, kind, title)
SELECT 'o' || lpad(i::text, 5, '0'), '2026Q3', 't' || lpad((i % :teams)::text, 5, '0'), 'okr', 'objective ' || i
FROM generate_series(0, :key_results / 4 - 1) AS i;
INSERT INTO collab.key_results (key_result_id, objective_id, title)
SELECT 'k' || lpad(i::text, 6, '0'), 'o' || lpad((i % (:key_results / 4))::text, 5, '0'), 'key result ' || i
FROM generate_series(0, :key_results - 1) AS i;
INSERT INTO collab.key_result_authors (key_result_id, person_id)
SELECT DISTINCT 'k' || lpad(k::text, 6, '0'), 'p' || lpad(((k * 37 + a * 11) % :people)::text, 6, '0')
FROM generate_series(0, :key_results - 1) AS k, generate_series(0, 3) AS a;

-- splitmix-like mixing on bigint, wrapped by bit operations that cannot overflow.
CREATE OR REPLACE FUNCTION pg_temp.mix(a bigint, salt int) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (hashint8extended(a, salt) & 4503599627370495)::double precision / 4503599627370496.0
$$;

INSERT INTO collab.tasks (task_id, key_result_id, title, effort, created_at, completed_at, outcome)
SELECT 't' || lpad(i::text, 7, '0'),
  'k' || lpad(floor(:key_results * pg_temp.mix(i, 1) * pg_temp.mix(i, 1))::int::text, 6, '0'),
  NULL, round((0.5 + 7 * pg_temp.mix(i, 2) ^ 3)::numeric, 2)::double precision,
  timestamptz '2026-07-01 00:00+00' + make_interval(secs => 60 * 86400 * pg_temp.mix(i, 3)),
  timestamptz '2026-09-01 00:00+00' + make_interval(secs => 29 * 86400 * pg_temp.mix(i, 4)), 'delivered'
FROM generate_series(0::bigint, :tasks - 1) AS i;

-- Whoever acts on a task comes from the neighbourhood of its key result in four cases of five.
CREATE OR REPLACE FUNCTION pg_temp.actor(task bigint, n bigint, salt int, people int, key_results int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'p' || lpad((CASE
    WHEN pg_temp.mix(n, salt) < 0.82
      THEN (floor(key_results * pg_temp.mix(task, 1) * pg_temp.mix(task, 1))::bigint * 37 + floor(40 * pg_temp.mix(n, salt + 1))::bigint * 11) % people
    ELSE floor(people * pg_temp.mix(n, salt + 2))::bigint END)::text, 6, '0')
$$;

INSERT INTO collab.task_assignees (task_id, person_id, role, effort_share)
SELECT 't' || lpad(t::text, 7, '0'), pg_temp.actor(t, i, 20, :people, :key_results),
  CASE WHEN i < :tasks THEN 'owner' WHEN i % 3 = 0 THEN 'helper' ELSE 'co_owner' END, NULL
FROM (
  SELECT i, CASE WHEN i < :tasks THEN i ELSE floor(:tasks * pg_temp.mix(i, 10))::bigint END AS t
  FROM generate_series(0::bigint, :assignees - 1) AS i
) AS a;

INSERT INTO collab.reviews (review_id, task_id, reviewer_id, requested_at, submitted_at, verdict, comments, kind)
SELECT 'r' || lpad(i::text, 7, '0'), 't' || lpad(t::text, 7, '0'), pg_temp.actor(t, i, 30, :people, :key_results),
  timestamptz '2026-08-15 00:00+00' + make_interval(secs => 20 * 86400 * pg_temp.mix(i, 11)),
  timestamptz '2026-09-05 00:00+00' + make_interval(secs => 20 * 86400 * pg_temp.mix(i, 12)),
  (ARRAY['approve', 'approve', 'request_changes', 'comment'])[1 + floor(4 * pg_temp.mix(i, 13))::int],
  floor(8 * pg_temp.mix(i, 14) ^ 2)::int, 'code'
FROM (SELECT i, floor(:tasks * pg_temp.mix(i, 15))::bigint AS t FROM generate_series(0::bigint, :reviews - 1) AS i) AS r;

VACUUM ANALYZE;
