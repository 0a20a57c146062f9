-- The registry: which migrations were applied, what ran, and which run readers follow.

CREATE SCHEMA fairshare;
COMMENT ON SCHEMA fairshare IS 'What the nightly batch writes: runs, shares, explanations and findings.';

CREATE TABLE fairshare.schema_migrations (
  number integer NOT NULL PRIMARY KEY,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE fairshare.schema_migrations IS 'One row per applied migration file, written in the transaction that applied it.';
COMMENT ON COLUMN fairshare.schema_migrations.number IS 'Number at the start of the file name, counted from 1 without gaps.';
COMMENT ON COLUMN fairshare.schema_migrations.name IS 'File name of the migration, for example 0001_registry.sql.';
COMMENT ON COLUMN fairshare.schema_migrations.checksum IS 'SHA-256 of the bytes of the file, 64 lower-case hexadecimal digits.';
COMMENT ON COLUMN fairshare.schema_migrations.applied_at IS 'Time at which the migration was applied.';

CREATE TABLE fairshare.period_fences (
  period_id text COLLATE "C" NOT NULL PRIMARY KEY,
  fence bigint NOT NULL DEFAULT 0
);

COMMENT ON TABLE fairshare.period_fences IS 'One row per period: a counter that each run raises, so that a stalled run can never publish late.';
COMMENT ON COLUMN fairshare.period_fences.period_id IS 'The period that is fenced.';
COMMENT ON COLUMN fairshare.period_fences.fence IS 'Number of runs started for the period so far, at least 0, only ever raised.';

CREATE TABLE fairshare.runs (
  run_id uuid NOT NULL PRIMARY KEY,
  period_id text COLLATE "C" NOT NULL,
  period_starts_on date,
  period_ends_on date,
  as_of timestamptz,
  state text COLLATE "C" NOT NULL,
  step text COLLATE "C",
  fence bigint,
  started_at timestamptz NOT NULL,
  heartbeat_at timestamptz,
  published_at timestamptz,
  engine_version text NOT NULL,
  schema_version integer NOT NULL,
  config_hash text COLLATE "C",
  input_fingerprint text COLLATE "C",
  result_digest text COLLATE "C",
  seed bigint,
  row_counts jsonb NOT NULL DEFAULT '{}',
  diagnostics jsonb NOT NULL DEFAULT '[]',
  host text,
  pid integer,
  previous_run_id uuid,
  reason text,
  CONSTRAINT runs_state_known CHECK (state IN (
    'running', 'published', 'unchanged', 'refused', 'failed', 'cancelled', 'abandoned', 'superseded', 'held'))
);
CREATE INDEX runs_of_period ON fairshare.runs (period_id, started_at);

COMMENT ON TABLE fairshare.runs IS 'One row per run of the batch, whatever became of it.';
COMMENT ON COLUMN fairshare.runs.run_id IS 'Identifier of the run.';
COMMENT ON COLUMN fairshare.runs.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.runs.period_starts_on IS 'First day of the period as the run read it.';
COMMENT ON COLUMN fairshare.runs.period_ends_on IS 'Last day of the period, included, as the run read it.';
COMMENT ON COLUMN fairshare.runs.as_of IS 'Records after this time are left out and counted.';
COMMENT ON COLUMN fairshare.runs.state IS 'What became of the run: running, published, unchanged, refused, failed, cancelled, abandoned, superseded or held.';
COMMENT ON COLUMN fairshare.runs.step IS 'Newest step reached: started, extracted, scored, staged, verified or published.';
COMMENT ON COLUMN fairshare.runs.fence IS 'Value of the period''s fence that this run took, at least 1.';
COMMENT ON COLUMN fairshare.runs.started_at IS 'Time at which the run started.';
COMMENT ON COLUMN fairshare.runs.heartbeat_at IS 'Time at which the run last showed that it was alive.';
COMMENT ON COLUMN fairshare.runs.published_at IS 'Time at which readers first saw the run; null if they never did.';
COMMENT ON COLUMN fairshare.runs.engine_version IS 'Version of the program that made the run.';
COMMENT ON COLUMN fairshare.runs.schema_version IS 'Number of the newest migration at the time of the run.';
COMMENT ON COLUMN fairshare.runs.config_hash IS 'SHA-256 of the resolved configuration (the configuration digest), 64 hexadecimal digits.';
COMMENT ON COLUMN fairshare.runs.input_fingerprint IS 'SHA-256 over the canonical input rows in key order (the input digest), 64 hexadecimal digits.';
COMMENT ON COLUMN fairshare.runs.result_digest IS 'SHA-256 over the result rows in key order, 64 hexadecimal digits; equal input, configuration and version give equal digests.';
COMMENT ON COLUMN fairshare.runs.seed IS 'Seed of all random draws: 64 bits, written as a signed integer.';
COMMENT ON COLUMN fairshare.runs.row_counts IS 'Rows read per source table and rows written per result table, as an object of counts.';
COMMENT ON COLUMN fairshare.runs.diagnostics IS 'Notes, warnings and errors about the whole run, as an array of objects with code, severity and text.';
COMMENT ON COLUMN fairshare.runs.host IS 'Name of the machine that ran the batch.';
COMMENT ON COLUMN fairshare.runs.pid IS 'Process id of the batch on that machine.';
COMMENT ON COLUMN fairshare.runs.previous_run_id IS 'The run that readers saw before this one was published; null for the first of a period.';
COMMENT ON COLUMN fairshare.runs.reason IS 'Why the run ended in its state, in one sentence; null where nothing needs saying.';

CREATE TABLE fairshare.published_runs (
  period_id text COLLATE "C" NOT NULL PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES fairshare.runs (run_id)
);
CREATE UNIQUE INDEX published_runs_run ON fairshare.published_runs (run_id);

COMMENT ON TABLE fairshare.published_runs IS 'One row per period: the one pointer that all readers follow.';
COMMENT ON COLUMN fairshare.published_runs.period_id IS 'The period.';
COMMENT ON COLUMN fairshare.published_runs.run_id IS 'The run whose rows the readers of the period see.';

CREATE TABLE fairshare.run_steps (
  run_id uuid NOT NULL REFERENCES fairshare.runs (run_id),
  step text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  rows bigint,
  digest text COLLATE "C",
  PRIMARY KEY (run_id, step)
);

COMMENT ON TABLE fairshare.run_steps IS 'One row per step of a run, with how long it took and how much it moved.';
COMMENT ON COLUMN fairshare.run_steps.run_id IS 'The run.';
COMMENT ON COLUMN fairshare.run_steps.step IS 'Name of the step, for example extract, score, stage, verify or publish.';
COMMENT ON COLUMN fairshare.run_steps.started_at IS 'Time at which the step started.';
COMMENT ON COLUMN fairshare.run_steps.finished_at IS 'Time at which the step ended; null while it runs or if it broke off.';
COMMENT ON COLUMN fairshare.run_steps.rows IS 'Rows that the step read or wrote, at least 0.';
COMMENT ON COLUMN fairshare.run_steps.digest IS 'SHA-256 of what the step produced, 64 hexadecimal digits; null where nothing is digested.';

CREATE TABLE fairshare.run_notices (
  run_id uuid NOT NULL REFERENCES fairshare.runs (run_id),
  code text COLLATE "C" NOT NULL,
  severity text COLLATE "C" NOT NULL,
  count bigint NOT NULL,
  detail text,
  PRIMARY KEY (run_id, code),
  CONSTRAINT run_notices_severity_known CHECK (severity IN ('note', 'warning', 'error'))
);

COMMENT ON TABLE fairshare.run_notices IS 'One row per run and code: how often something was noticed that removed no row, such as shares that were normalised.';
COMMENT ON COLUMN fairshare.run_notices.run_id IS 'The run.';
COMMENT ON COLUMN fairshare.run_notices.code IS 'Stable code of the notice; fairshare explain code tells what it means.';
COMMENT ON COLUMN fairshare.run_notices.severity IS 'How serious it is: note, warning or error.';
COMMENT ON COLUMN fairshare.run_notices.count IS 'How many times it was noticed, at least 1.';
COMMENT ON COLUMN fairshare.run_notices.detail IS 'One example or explanation, without names or free text from the source.';

-- No key and no foreign key: a broken feed writes many rows by COPY, and one row may break two rules.
CREATE TABLE fairshare.quarantined_rows (
  run_id uuid NOT NULL,
  source_table text COLLATE "C" NOT NULL,
  source_key text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  "column" text COLLATE "C",
  detail text
);
CREATE INDEX quarantined_rows_of_run ON fairshare.quarantined_rows (run_id, source_table, code);

COMMENT ON TABLE fairshare.quarantined_rows IS 'One row per source row and broken rule: rows that were left out of the scoring, each with the reason.';
COMMENT ON COLUMN fairshare.quarantined_rows.run_id IS 'The run that left the row out.';
COMMENT ON COLUMN fairshare.quarantined_rows.source_table IS 'Contract table that the row came from.';
COMMENT ON COLUMN fairshare.quarantined_rows.source_key IS 'Key columns of the row, joined by a slash.';
COMMENT ON COLUMN fairshare.quarantined_rows.code IS 'Stable code of the rule that the row broke.';
COMMENT ON COLUMN fairshare.quarantined_rows."column" IS 'Column that broke the rule; null where the whole row did.';
COMMENT ON COLUMN fairshare.quarantined_rows.detail IS 'What was found, as a short and safe excerpt.';
