-- What goes out: the result families, each partitioned by run on one level, without triggers, sequences or
-- foreign keys, so that a run is staged apart, attached in a moment and dropped as a whole.
-- Shares and their pieces are whole numbers of 1e-9: they sum exactly.

CREATE TABLE fairshare.shares (
  run_id uuid NOT NULL,
  period_id text COLLATE "C" NOT NULL,
  key_result_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  model text COLLATE "C" NOT NULL,
  share numeric(10, 9) NOT NULL,
  share_low numeric(10, 9),
  share_high numeric(10, 9),
  PRIMARY KEY (run_id, key_result_id, person_id, model)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.shares IS 'One row per run, key result, person and model: the person''s part of the outcome.';
COMMENT ON COLUMN fairshare.shares.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.shares.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.shares.key_result_id IS 'The key result that is divided.';
COMMENT ON COLUMN fairshare.shares.person_id IS 'The person who receives the share.';
COMMENT ON COLUMN fairshare.shares.model IS 'Model of the estimate: equal, declared, evidence, shapley, network, peer, outcome or consensus.';
COMMENT ON COLUMN fairshare.shares.share IS 'Part of the key result, a fraction from 0 to 1 in steps of 1e-9; the people of one key result and model sum to exactly 1.';
COMMENT ON COLUMN fairshare.shares.share_low IS 'Lower end of the 90 % credible interval, a fraction from 0 to 1; null where the model gives none.';
COMMENT ON COLUMN fairshare.shares.share_high IS 'Upper end of the 90 % credible interval, a fraction from 0 to 1; null where the model gives none.';

CREATE TABLE fairshare.key_result_scores (
  run_id uuid NOT NULL,
  period_id text COLLATE "C" NOT NULL,
  key_result_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  value double precision,
  attainment double precision,
  coverage double precision,
  disagreement double precision,
  people integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  reason text,
  PRIMARY KEY (run_id, key_result_id)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.key_result_scores IS 'One row per run and key result: its value, and how far its shares can be trusted.';
COMMENT ON COLUMN fairshare.key_result_scores.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.key_result_scores.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.key_result_scores.key_result_id IS 'The key result.';
COMMENT ON COLUMN fairshare.key_result_scores.kind IS 'How it was judged: okr, kpi or exploration.';
COMMENT ON COLUMN fairshare.key_result_scores.value IS 'Pot that is divided: weight times attainment, or for exploration times what was learned, at least 0, in the company''s units of weight.';
COMMENT ON COLUMN fairshare.key_result_scores.attainment IS 'Part of the way from baseline to target, a fraction from 0 to 1.2; null where nothing was measured.';
COMMENT ON COLUMN fairshare.key_result_scores.coverage IS 'Part of the expected evidence that is on record, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.key_result_scores.disagreement IS 'Largest Aitchison distance between one model and the headline, at least 0; null where fewer than two models speak.';
COMMENT ON COLUMN fairshare.key_result_scores.people IS 'Number of people with evidence or credit, at least 0.';
COMMENT ON COLUMN fairshare.key_result_scores.state IS 'Whether the key result can be judged: judged or not_judged.';
COMMENT ON COLUMN fairshare.key_result_scores.reason IS 'Why it is not judged, or what is incomplete about its evidence; null where neither applies.';

CREATE TABLE fairshare.person_scores (
  run_id uuid NOT NULL,
  period_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  credited double precision NOT NULL,
  contributed double precision NOT NULL,
  contributed_low double precision,
  contributed_high double precision,
  key_results integer NOT NULL,
  unlinked_effort double precision NOT NULL,
  PRIMARY KEY (run_id, person_id)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.person_scores IS 'One row per run and person: sums over the person''s key results.';
COMMENT ON COLUMN fairshare.person_scores.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.person_scores.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.person_scores.person_id IS 'The person.';
COMMENT ON COLUMN fairshare.person_scores.credited IS 'Value credited on record: sum of pot times credited share, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.person_scores.contributed IS 'Value contributed by the estimate: sum of pot times contributed share, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.person_scores.contributed_low IS 'Lower end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.person_scores.contributed_high IS 'Upper end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.person_scores.key_results IS 'Number of key results in which the person has credit or evidence, at least 0.';
COMMENT ON COLUMN fairshare.person_scores.unlinked_effort IS 'Effort of the person on tasks that serve no key result, at least 0, in units of task effort.';

CREATE TABLE fairshare.evidence_pieces (
  run_id uuid NOT NULL,
  key_result_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  acts integer NOT NULL,
  amount numeric(10, 9) NOT NULL,
  PRIMARY KEY (run_id, key_result_id, person_id, kind)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.evidence_pieces IS 'One row per run, key result, person and kind of evidence; the kinds of one person sum to the evidence share.';
COMMENT ON COLUMN fairshare.evidence_pieces.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.evidence_pieces.key_result_id IS 'The key result.';
COMMENT ON COLUMN fairshare.evidence_pieces.person_id IS 'The person who did the acts.';
COMMENT ON COLUMN fairshare.evidence_pieces.kind IS 'Kind of evidence: authored, review, help, unblocking, goal_authoring, check_in, learning or thanks.';
COMMENT ON COLUMN fairshare.evidence_pieces.acts IS 'Number of acts of this kind, at least 0.';
COMMENT ON COLUMN fairshare.evidence_pieces.amount IS 'Part of the evidence share that comes from this kind, a fraction from 0 to 1 in steps of 1e-9.';

CREATE TABLE fairshare.evidence_records (
  run_id uuid NOT NULL,
  key_result_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  rank integer NOT NULL,
  source_table text COLLATE "C" NOT NULL,
  source_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  amount numeric(10, 9) NOT NULL,
  PRIMARY KEY (run_id, key_result_id, person_id, rank)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.evidence_records IS 'One row per run, key result, person and rank: the ten acts that weigh most.';
COMMENT ON COLUMN fairshare.evidence_records.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.evidence_records.key_result_id IS 'The key result.';
COMMENT ON COLUMN fairshare.evidence_records.person_id IS 'The person who did the act.';
COMMENT ON COLUMN fairshare.evidence_records.rank IS 'Place of the act among the person''s acts by weight, from 1 to 10.';
COMMENT ON COLUMN fairshare.evidence_records.source_table IS 'Contract table in which the act is recorded.';
COMMENT ON COLUMN fairshare.evidence_records.source_id IS 'Key of the record in that table.';
COMMENT ON COLUMN fairshare.evidence_records.kind IS 'Kind of evidence, as in evidence_pieces.';
COMMENT ON COLUMN fairshare.evidence_records.amount IS 'Part of the evidence share that comes from this act, a fraction from 0 to 1 in steps of 1e-9.';

CREATE TABLE fairshare.consensus_steps (
  run_id uuid NOT NULL,
  key_result_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  amount numeric(10, 9) NOT NULL,
  PRIMARY KEY (run_id, key_result_id, person_id, step)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.consensus_steps IS 'One row per run, key result, person and step of the explanation; the steps of one person sum to the consensus share.';
COMMENT ON COLUMN fairshare.consensus_steps.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.consensus_steps.key_result_id IS 'The key result.';
COMMENT ON COLUMN fairshare.consensus_steps.person_id IS 'The person.';
COMMENT ON COLUMN fairshare.consensus_steps.step IS 'Step of the explanation: equal start, one of the channels, recording bias, peers, spot checks or shrinkage.';
COMMENT ON COLUMN fairshare.consensus_steps.amount IS 'What the step adds to the share, from -1 to 1 in steps of 1e-9.';

CREATE TABLE fairshare.findings (
  run_id uuid NOT NULL,
  period_id text COLLATE "C" NOT NULL,
  finding_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  key_result_id text COLLATE "C",
  person_id text COLLATE "C" NOT NULL,
  probability double precision NOT NULL,
  expected_false_share double precision NOT NULL,
  state text COLLATE "C" NOT NULL,
  reasons jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (run_id, finding_id)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.findings IS 'One row per run and finding: a question to a human, never a verdict.';
COMMENT ON COLUMN fairshare.findings.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.findings.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.findings.finding_id IS 'Identifier of the finding, the same from run to run.';
COMMENT ON COLUMN fairshare.findings.kind IS 'over_credited, under_credited, uncredited_contributor, nominal_author, rubber_stamping, review_ring, inflated_effort or key_person_risk.';
COMMENT ON COLUMN fairshare.findings.key_result_id IS 'Key result concerned; null where the finding is about a person''s work as a whole.';
COMMENT ON COLUMN fairshare.findings.person_id IS 'Person concerned.';
COMMENT ON COLUMN fairshare.findings.probability IS 'Posterior probability that the finding is true, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.findings.expected_false_share IS 'Expected part of false findings among those at least this probable, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.findings.state IS 'How strongly it is put: watch, flag, cleared or not_judged.';
COMMENT ON COLUMN fairshare.findings.reasons IS 'Reasons for and against, and what would change the finding, as an array of objects with code and figures.';

CREATE TABLE fairshare.objective_contributions (
  run_id uuid NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  objective_id text COLLATE "C" NOT NULL,
  amount double precision NOT NULL,
  PRIMARY KEY (run_id, person_id, objective_id)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.objective_contributions IS 'One row per run, person and objective: how the person''s work reaches an objective of the company.';
COMMENT ON COLUMN fairshare.objective_contributions.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.objective_contributions.person_id IS 'The person.';
COMMENT ON COLUMN fairshare.objective_contributions.objective_id IS 'The objective that is reached along the tree of goals.';
COMMENT ON COLUMN fairshare.objective_contributions.amount IS 'Value that reaches the objective, at least 0, in the company''s units of weight.';

CREATE TABLE fairshare.team_rhythms (
  run_id uuid NOT NULL,
  period_id text COLLATE "C" NOT NULL,
  team_id text COLLATE "C" NOT NULL,
  people integer NOT NULL,
  one_on_ones_per_person double precision,
  median_days_between_check_ins double precision,
  stale_key_results integer NOT NULL,
  feedback_given integer NOT NULL,
  goal_changes integer NOT NULL,
  PRIMARY KEY (run_id, team_id)
) PARTITION BY LIST (run_id);

COMMENT ON TABLE fairshare.team_rhythms IS 'One row per run and team: how alive its feedback is; never part of a share.';
COMMENT ON COLUMN fairshare.team_rhythms.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.team_rhythms.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.team_rhythms.team_id IS 'The team.';
COMMENT ON COLUMN fairshare.team_rhythms.people IS 'Number of members during the period, at least 0.';
COMMENT ON COLUMN fairshare.team_rhythms.one_on_ones_per_person IS 'One-on-one conversations per member during the period, at least 0.';
COMMENT ON COLUMN fairshare.team_rhythms.median_days_between_check_ins IS 'Median days between two check-ins of one key result, at least 0; null with fewer than two check-ins.';
COMMENT ON COLUMN fairshare.team_rhythms.stale_key_results IS 'Key results of the team without a recent check-in, at least 0.';
COMMENT ON COLUMN fairshare.team_rhythms.feedback_given IS 'Pieces of feedback that members gave during the period, at least 0.';
COMMENT ON COLUMN fairshare.team_rhythms.goal_changes IS 'Goal versions that began in mid-period, at least 0.';

-- Small tables of company-wide parameters: a few rows a run, so not partitioned.
CREATE TABLE fairshare.exchange_rates (
  run_id uuid NOT NULL REFERENCES fairshare.runs (run_id),
  channel text COLLATE "C" NOT NULL,
  rate double precision NOT NULL,
  rate_low double precision,
  rate_high double precision,
  source text COLLATE "C" NOT NULL,
  PRIMARY KEY (run_id, channel)
);

COMMENT ON TABLE fairshare.exchange_rates IS 'One row per run and channel: what one unit of evidence was worth.';
COMMENT ON COLUMN fairshare.exchange_rates.run_id IS 'The run.';
COMMENT ON COLUMN fairshare.exchange_rates.channel IS 'Channel of evidence, as in evidence_pieces.';
COMMENT ON COLUMN fairshare.exchange_rates.rate IS 'Worth of one unit of the channel in units of authored work, at least 0.';
COMMENT ON COLUMN fairshare.exchange_rates.rate_low IS 'Lower end of the 90 % interval of the rate; null where the rate was not learned.';
COMMENT ON COLUMN fairshare.exchange_rates.rate_high IS 'Upper end of the 90 % interval of the rate; null where the rate was not learned.';
COMMENT ON COLUMN fairshare.exchange_rates.source IS 'Where the rate comes from: policy or learned.';

CREATE TABLE fairshare.recording_bias (
  run_id uuid NOT NULL REFERENCES fairshare.runs (run_id),
  job_family text COLLATE "C" NOT NULL,
  bias double precision NOT NULL,
  bias_low double precision,
  bias_high double precision,
  PRIMARY KEY (run_id, job_family)
);

COMMENT ON TABLE fairshare.recording_bias IS 'One row per run and job family: how much more or less of its work is recorded than on average.';
COMMENT ON COLUMN fairshare.recording_bias.run_id IS 'The run.';
COMMENT ON COLUMN fairshare.recording_bias.job_family IS 'The job family.';
COMMENT ON COLUMN fairshare.recording_bias.bias IS 'Bias on the natural logarithmic scale, any finite number; above 0 means more traces than average.';
COMMENT ON COLUMN fairshare.recording_bias.bias_low IS 'Lower end of the 90 % interval of the bias.';
COMMENT ON COLUMN fairshare.recording_bias.bias_high IS 'Upper end of the 90 % interval of the bias.';

CREATE TABLE fairshare.company_fit (
  run_id uuid NOT NULL REFERENCES fairshare.runs (run_id),
  name text COLLATE "C" NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (run_id, name)
);

COMMENT ON TABLE fairshare.company_fit IS 'One row per run and fitted company-wide number, such as a variance of the consensus.';
COMMENT ON COLUMN fairshare.company_fit.run_id IS 'The run.';
COMMENT ON COLUMN fairshare.company_fit.name IS 'Name of the number.';
COMMENT ON COLUMN fairshare.company_fit.value IS 'The number, in the unit that its name gives.';
