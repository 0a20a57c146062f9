-- What comes in, part one: periods, people, teams and goals.
-- Dirt must be storable, because the run finds it, counts it and names it: no foreign keys, no checks, and
-- a primary key only where one id names one thing.

CREATE SCHEMA collab;
COMMENT ON SCHEMA collab IS 'What the company records: people, goals, tasks, reviews and ratings; the engine only reads it.';

CREATE TABLE collab.periods (
  period_id text COLLATE "C" NOT NULL PRIMARY KEY,
  starts_on date,
  ends_on date
);

COMMENT ON TABLE collab.periods IS 'One row per period for which goals are set, such as a quarter.';
COMMENT ON COLUMN collab.periods.period_id IS 'Identifier of the period, at most 64 bytes.';
COMMENT ON COLUMN collab.periods.starts_on IS 'First day of the period.';
COMMENT ON COLUMN collab.periods.ends_on IS 'Last day of the period, included.';

CREATE TABLE collab.people (
  person_id text COLLATE "C" NOT NULL PRIMARY KEY,
  display_name text,
  job_family text,
  grade text,
  manager_id text COLLATE "C",
  hired_on date,
  left_on date
);

COMMENT ON TABLE collab.people IS 'One row per person who works, leads, reviews or rates.';
COMMENT ON COLUMN collab.people.person_id IS 'Identifier of the person, at most 64 bytes.';
COMMENT ON COLUMN collab.people.display_name IS 'Name to show; null shows the identifier.';
COMMENT ON COLUMN collab.people.job_family IS 'Kind of job, such as engineer or designer, within which traces of work are comparable.';
COMMENT ON COLUMN collab.people.grade IS 'Grade or level in the company''s own words.';
COMMENT ON COLUMN collab.people.manager_id IS 'Person to whom this person reports; null at the top.';
COMMENT ON COLUMN collab.people.hired_on IS 'First day of work; null if unknown.';
COMMENT ON COLUMN collab.people.left_on IS 'Last day of work; null while the person works here.';

CREATE TABLE collab.teams (
  team_id text COLLATE "C" NOT NULL PRIMARY KEY,
  parent_team_id text COLLATE "C",
  name text
);

COMMENT ON TABLE collab.teams IS 'One row per team or department.';
COMMENT ON COLUMN collab.teams.team_id IS 'Identifier of the team, at most 64 bytes.';
COMMENT ON COLUMN collab.teams.parent_team_id IS 'Team that contains this one; null at the top.';
COMMENT ON COLUMN collab.teams.name IS 'Name of the team.';

CREATE TABLE collab.team_members (
  team_id text COLLATE "C",
  person_id text COLLATE "C",
  valid_from date,
  valid_to date,
  allocation double precision DEFAULT 1
);
CREATE INDEX team_members_of_team ON collab.team_members (team_id);
CREATE INDEX team_members_of_person ON collab.team_members (person_id);

COMMENT ON TABLE collab.team_members IS 'One row per person, team and span of days.';
COMMENT ON COLUMN collab.team_members.team_id IS 'The team.';
COMMENT ON COLUMN collab.team_members.person_id IS 'The member.';
COMMENT ON COLUMN collab.team_members.valid_from IS 'First day of membership.';
COMMENT ON COLUMN collab.team_members.valid_to IS 'Last day of membership, included; null while it lasts.';
COMMENT ON COLUMN collab.team_members.allocation IS 'Part of the person''s time that goes to the team, a fraction above 0 and at most 1; null means 1.';

CREATE TABLE collab.absences (
  person_id text COLLATE "C",
  valid_from date,
  valid_to date,
  fraction double precision DEFAULT 1
);
CREATE INDEX absences_of_person ON collab.absences (person_id);

COMMENT ON TABLE collab.absences IS 'One row per span of days on which a person was away, in whole or in part.';
COMMENT ON COLUMN collab.absences.person_id IS 'The person who was away.';
COMMENT ON COLUMN collab.absences.valid_from IS 'First day of absence.';
COMMENT ON COLUMN collab.absences.valid_to IS 'Last day of absence, included.';
COMMENT ON COLUMN collab.absences.fraction IS 'Part of the working time that was missed, a fraction above 0 and at most 1; null means 1.';

CREATE TABLE collab.objectives (
  objective_id text COLLATE "C" NOT NULL PRIMARY KEY,
  period_id text COLLATE "C",
  team_id text COLLATE "C",
  owner_id text COLLATE "C",
  parent_key_result_id text COLLATE "C",
  kind text COLLATE "C",
  title text
);
CREATE INDEX objectives_of_period ON collab.objectives (period_id);
CREATE INDEX objectives_of_parent ON collab.objectives (parent_key_result_id);

COMMENT ON TABLE collab.objectives IS 'One row per objective of a period.';
COMMENT ON COLUMN collab.objectives.objective_id IS 'Identifier of the objective, at most 64 bytes.';
COMMENT ON COLUMN collab.objectives.period_id IS 'Period in which the objective holds.';
COMMENT ON COLUMN collab.objectives.team_id IS 'Team that pursues it; null for the whole company.';
COMMENT ON COLUMN collab.objectives.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN collab.objectives.parent_key_result_id IS 'Key result above that this objective serves; null for an objective of the company.';
COMMENT ON COLUMN collab.objectives.kind IS 'How its key results are judged: okr, kpi or exploration.';
COMMENT ON COLUMN collab.objectives.title IS 'The objective in words.';

CREATE TABLE collab.key_results (
  key_result_id text COLLATE "C" NOT NULL PRIMARY KEY,
  objective_id text COLLATE "C",
  team_id text COLLATE "C",
  title text
);
CREATE INDEX key_results_of_objective ON collab.key_results (objective_id);

COMMENT ON TABLE collab.key_results IS 'One row per key result: the unit that is scored.';
COMMENT ON COLUMN collab.key_results.key_result_id IS 'Identifier of the key result, at most 64 bytes.';
COMMENT ON COLUMN collab.key_results.objective_id IS 'Objective that the key result measures.';
COMMENT ON COLUMN collab.key_results.team_id IS 'Team that delivers it; null means the team of the objective.';
COMMENT ON COLUMN collab.key_results.title IS 'The key result in words.';

CREATE TABLE collab.key_result_versions (
  key_result_id text COLLATE "C",
  valid_from date,
  weight double precision,
  baseline double precision,
  target double precision,
  reason text
);
CREATE INDEX key_result_versions_of_key_result ON collab.key_result_versions (key_result_id);

COMMENT ON TABLE collab.key_result_versions IS 'One row per key result and change of goal: a goal changed in mid-period is a new version.';
COMMENT ON COLUMN collab.key_result_versions.key_result_id IS 'The key result.';
COMMENT ON COLUMN collab.key_result_versions.valid_from IS 'First day on which this version is in force.';
COMMENT ON COLUMN collab.key_result_versions.weight IS 'Weight of the key result within its objective, at least 0, in units that only compare.';
COMMENT ON COLUMN collab.key_result_versions.baseline IS 'Value at the start, in the unit of the measure.';
COMMENT ON COLUMN collab.key_result_versions.target IS 'Value to be reached, in the unit of the measure.';
COMMENT ON COLUMN collab.key_result_versions.reason IS 'Why the goal was changed; null for the first version.';

CREATE TABLE collab.check_ins (
  key_result_id text COLLATE "C",
  checked_at timestamptz,
  value double precision,
  confidence double precision,
  person_id text COLLATE "C"
);
CREATE INDEX check_ins_of_key_result ON collab.check_ins (key_result_id);

COMMENT ON TABLE collab.check_ins IS 'One row per reading of a key result''s measure.';
COMMENT ON COLUMN collab.check_ins.key_result_id IS 'The key result that was read.';
COMMENT ON COLUMN collab.check_ins.checked_at IS 'Time of the reading.';
COMMENT ON COLUMN collab.check_ins.value IS 'Value read, in the unit of the measure.';
COMMENT ON COLUMN collab.check_ins.confidence IS 'How sure the team was to reach the target, a fraction from 0 to 1.';
COMMENT ON COLUMN collab.check_ins.person_id IS 'Person who reported the reading.';

CREATE TABLE collab.key_result_authors (
  key_result_id text COLLATE "C",
  person_id text COLLATE "C",
  role text,
  declared_share double precision
);
CREATE INDEX key_result_authors_of_key_result ON collab.key_result_authors (key_result_id);

COMMENT ON TABLE collab.key_result_authors IS 'One row per key result and person on record as its author: the credit on record.';
COMMENT ON COLUMN collab.key_result_authors.key_result_id IS 'The key result.';
COMMENT ON COLUMN collab.key_result_authors.person_id IS 'The person on record.';
COMMENT ON COLUMN collab.key_result_authors.role IS 'Role on record in the company''s own words, such as author or sponsor.';
COMMENT ON COLUMN collab.key_result_authors.declared_share IS 'Declared part of the credit, at least 0, normalised over the authors; null where none was declared.';
