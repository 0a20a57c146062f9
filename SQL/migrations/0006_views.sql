-- Views for readers. They join only through published_runs, so a reader sees one complete run per period;
-- security_invoker makes the reader's own rights and row policies count, not the view owner's.

CREATE VIEW fairshare.latest_shares WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.key_result_id,
  result.person_id,
  result.model,
  result.share,
  result.share_low,
  result.share_high
FROM fairshare.published_runs AS published
JOIN fairshare.shares AS result ON result.run_id = published.run_id;

COMMENT ON VIEW fairshare.latest_shares IS 'The newest published shares of every period.';
COMMENT ON COLUMN fairshare.latest_shares.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.latest_shares.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.latest_shares.key_result_id IS 'The key result that is divided.';
COMMENT ON COLUMN fairshare.latest_shares.person_id IS 'The person who receives the share.';
COMMENT ON COLUMN fairshare.latest_shares.model IS 'Model of the estimate: equal, declared, evidence, shapley, network, peer, outcome or consensus.';
COMMENT ON COLUMN fairshare.latest_shares.share IS 'Part of the key result, a fraction from 0 to 1 in steps of 1e-9; the people of one key result and model sum to exactly 1.';
COMMENT ON COLUMN fairshare.latest_shares.share_low IS 'Lower end of the 90 % credible interval, a fraction from 0 to 1; null where the model gives none.';
COMMENT ON COLUMN fairshare.latest_shares.share_high IS 'Upper end of the 90 % credible interval, a fraction from 0 to 1; null where the model gives none.';

CREATE VIEW fairshare.latest_key_results WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.key_result_id,
  result.kind,
  result.value,
  result.attainment,
  result.coverage,
  result.disagreement,
  result.people,
  result.state,
  result.reason
FROM fairshare.published_runs AS published
JOIN fairshare.key_result_scores AS result ON result.run_id = published.run_id;

COMMENT ON VIEW fairshare.latest_key_results IS 'The newest published key result scores of every period.';
COMMENT ON COLUMN fairshare.latest_key_results.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.latest_key_results.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.latest_key_results.key_result_id IS 'The key result.';
COMMENT ON COLUMN fairshare.latest_key_results.kind IS 'How it was judged: okr, kpi or exploration.';
COMMENT ON COLUMN fairshare.latest_key_results.value IS 'Pot that is divided: weight times attainment, or for exploration times what was learned, at least 0, in the company''s units of weight.';
COMMENT ON COLUMN fairshare.latest_key_results.attainment IS 'Part of the way from baseline to target, a fraction from 0 to 1.2; null where nothing was measured.';
COMMENT ON COLUMN fairshare.latest_key_results.coverage IS 'Part of the expected evidence that is on record, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.latest_key_results.disagreement IS 'Largest Aitchison distance between one model and the headline, at least 0; null where fewer than two models speak.';
COMMENT ON COLUMN fairshare.latest_key_results.people IS 'Number of people with evidence or credit, at least 0.';
COMMENT ON COLUMN fairshare.latest_key_results.state IS 'Whether the key result can be judged: judged or not_judged.';
COMMENT ON COLUMN fairshare.latest_key_results.reason IS 'Why it is not judged, or what is incomplete about its evidence; null where neither applies.';

CREATE VIEW fairshare.latest_people WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.person_id,
  result.credited,
  result.contributed,
  result.contributed_low,
  result.contributed_high,
  result.key_results,
  result.unlinked_effort
FROM fairshare.published_runs AS published
JOIN fairshare.person_scores AS result ON result.run_id = published.run_id;

COMMENT ON VIEW fairshare.latest_people IS 'The newest published sums per person of every period.';
COMMENT ON COLUMN fairshare.latest_people.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.latest_people.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.latest_people.person_id IS 'The person.';
COMMENT ON COLUMN fairshare.latest_people.credited IS 'Value credited on record: sum of pot times credited share, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.latest_people.contributed IS 'Value contributed by the estimate: sum of pot times contributed share, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.latest_people.contributed_low IS 'Lower end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.latest_people.contributed_high IS 'Upper end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.latest_people.key_results IS 'Number of key results in which the person has credit or evidence, at least 0.';
COMMENT ON COLUMN fairshare.latest_people.unlinked_effort IS 'Effort of the person on tasks that serve no key result, at least 0, in units of task effort.';

CREATE VIEW fairshare.latest_findings WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.finding_id,
  result.kind,
  result.key_result_id,
  result.person_id,
  result.probability,
  result.expected_false_share,
  result.state,
  result.reasons
FROM fairshare.published_runs AS published
JOIN fairshare.findings AS result ON result.run_id = published.run_id;

COMMENT ON VIEW fairshare.latest_findings IS 'The newest published findings of every period.';
COMMENT ON COLUMN fairshare.latest_findings.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.latest_findings.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.latest_findings.finding_id IS 'Identifier of the finding, the same from run to run.';
COMMENT ON COLUMN fairshare.latest_findings.kind IS 'over_credited, under_credited, uncredited_contributor, nominal_author, rubber_stamping, review_ring, inflated_effort or key_person_risk.';
COMMENT ON COLUMN fairshare.latest_findings.key_result_id IS 'Key result concerned; null where the finding is about a person''s work as a whole.';
COMMENT ON COLUMN fairshare.latest_findings.person_id IS 'Person concerned.';
COMMENT ON COLUMN fairshare.latest_findings.probability IS 'Posterior probability that the finding is true, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.latest_findings.expected_false_share IS 'Expected part of false findings among those at least this probable, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.latest_findings.state IS 'How strongly it is put: watch, flag, cleared or not_judged.';
COMMENT ON COLUMN fairshare.latest_findings.reasons IS 'Reasons for and against, and what would change the finding, as an array of objects with code and figures.';

CREATE VIEW fairshare.latest_evidence WITH (security_invoker = true) AS
SELECT
  result.run_id,
  published.period_id,
  result.key_result_id,
  result.person_id,
  result.kind,
  result.acts,
  result.amount
FROM fairshare.published_runs AS published
JOIN fairshare.evidence_pieces AS result ON result.run_id = published.run_id;

COMMENT ON VIEW fairshare.latest_evidence IS 'The newest published pieces of evidence of every period.';
COMMENT ON COLUMN fairshare.latest_evidence.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.latest_evidence.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.latest_evidence.key_result_id IS 'The key result.';
COMMENT ON COLUMN fairshare.latest_evidence.person_id IS 'The person who did the acts.';
COMMENT ON COLUMN fairshare.latest_evidence.kind IS 'Kind of evidence: authored, review, help, unblocking, goal_authoring, check_in, learning or thanks.';
COMMENT ON COLUMN fairshare.latest_evidence.acts IS 'Number of acts of this kind, at least 0.';
COMMENT ON COLUMN fairshare.latest_evidence.amount IS 'Part of the evidence share that comes from this kind, a fraction from 0 to 1 in steps of 1e-9.';

CREATE VIEW fairshare.trend_people WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  run.period_starts_on,
  run.period_ends_on,
  result.person_id,
  result.credited,
  result.contributed,
  result.contributed_low,
  result.contributed_high,
  result.contributed - result.credited AS gap,
  result.contributed - lag(result.contributed) OVER earlier AS contributed_change,
  result.key_results,
  result.unlinked_effort
FROM fairshare.published_runs AS published
JOIN fairshare.runs AS run ON run.run_id = published.run_id
JOIN fairshare.person_scores AS result ON result.run_id = published.run_id
WINDOW earlier AS (PARTITION BY result.person_id ORDER BY run.period_starts_on, result.period_id);

COMMENT ON VIEW fairshare.trend_people IS 'The newest published sums per person over periods, in the order of their first days.';
COMMENT ON COLUMN fairshare.trend_people.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.trend_people.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.trend_people.period_starts_on IS 'First day of the period as the run read it.';
COMMENT ON COLUMN fairshare.trend_people.period_ends_on IS 'Last day of the period, included, as the run read it.';
COMMENT ON COLUMN fairshare.trend_people.person_id IS 'The person.';
COMMENT ON COLUMN fairshare.trend_people.credited IS 'Value credited on record: sum of pot times credited share, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.trend_people.contributed IS 'Value contributed by the estimate: sum of pot times contributed share, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.trend_people.contributed_low IS 'Lower end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.trend_people.contributed_high IS 'Upper end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.trend_people.gap IS 'Contributed minus credited value, any number, in units of key result value.';
COMMENT ON COLUMN fairshare.trend_people.contributed_change IS 'Change of the contributed value since the previous published period of the person, any number; null in the first.';
COMMENT ON COLUMN fairshare.trend_people.key_results IS 'Number of key results in which the person has credit or evidence, at least 0.';
COMMENT ON COLUMN fairshare.trend_people.unlinked_effort IS 'Effort of the person on tasks that serve no key result, at least 0, in units of task effort.';
