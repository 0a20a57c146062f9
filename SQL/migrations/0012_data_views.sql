-- What data teams see: pseudonyms that hold for one period, no names, no free text; and sums of teams that are safe to show.

CREATE FUNCTION fairshare.ensure_pseudonym_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
BEGIN
  INSERT INTO fairshare.secrets VALUES ('pseudonym ' || NEW.period_id, fairshare.random_key()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION fairshare.ensure_pseudonym_key() IS 'Draws the key of a period''s pseudonyms when the period is first published.';
CREATE TRIGGER published_runs_have_a_key AFTER INSERT ON fairshare.published_runs
  FOR EACH ROW EXECUTE FUNCTION fairshare.ensure_pseudonym_key();
INSERT INTO fairshare.secrets SELECT 'pseudonym ' || p.period_id, fairshare.random_key() FROM fairshare.published_runs AS p;

CREATE FUNCTION fairshare.pseudonyms() RETURNS TABLE (run_id uuid, person_id text, pseudonym text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  -- The pads are made once a period; what is left per person is two rounds of SHA-256.
  WITH keys AS MATERIALIZED (
    SELECT p.run_id, fairshare.hmac_pad(s.secret, 54) AS inner_pad, fairshare.hmac_pad(s.secret, 92) AS outer_pad
    FROM fairshare.published_runs AS p
    JOIN fairshare.secrets AS s ON s.name = 'pseudonym ' || p.period_id
  )
  SELECT
    k.run_id, s.person_id,
    pg_catalog.substr(pg_catalog.encode(pg_catalog.sha256(
      k.outer_pad || pg_catalog.sha256(k.inner_pad || pg_catalog.convert_to(s.person_id, 'UTF8'))), 'hex'), 1, 32)
  FROM keys AS k
  JOIN fairshare.person_scores AS s ON s.run_id = k.run_id
$$;
COMMENT ON FUNCTION fairshare.pseudonyms() IS 'First 128 bits of HMAC-SHA-256 of each person''s id under the key of the period: for the owner''s functions only.';

CREATE FUNCTION fairshare.read_data_people()
RETURNS TABLE (
  run_id uuid, period_id text, pseudonym text, credited double precision, contributed double precision,
  contributed_low double precision, contributed_high double precision, key_results integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT s.run_id, s.period_id, n.pseudonym, s.credited, s.contributed, s.contributed_low, s.contributed_high, s.key_results
  FROM fairshare.pseudonyms() AS n
  JOIN fairshare.person_scores AS s ON s.run_id = n.run_id AND s.person_id = n.person_id
$$;
COMMENT ON FUNCTION fairshare.read_data_people() IS 'What the view data_people shows.';

CREATE FUNCTION fairshare.read_data_shares()
RETURNS TABLE (
  run_id uuid, period_id text, key_result text, pseudonym text, model text, share numeric, share_low numeric, share_high numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT
    s.run_id, s.period_id, pg_catalog.substr(pg_catalog.encode(fairshare.hmac_sha256(
      k.secret, pg_catalog.convert_to('key result ' || s.key_result_id, 'UTF8')), 'hex'), 1, 32),
    n.pseudonym, s.model, s.share, s.share_low, s.share_high
  FROM fairshare.published_runs AS p
  JOIN fairshare.secrets AS k ON k.name = 'pseudonym ' || p.period_id
  JOIN fairshare.shares AS s ON s.run_id = p.run_id
  JOIN fairshare.pseudonyms() AS n ON n.run_id = s.run_id AND n.person_id = s.person_id
$$;
COMMENT ON FUNCTION fairshare.read_data_shares() IS 'What the view data_shares shows.';

CREATE FUNCTION fairshare.read_data_findings()
RETURNS TABLE (
  run_id uuid, period_id text, kind text, pseudonym text, probability double precision, expected_false_share double precision,
  state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT f.run_id, f.period_id, f.kind, n.pseudonym, f.probability, f.expected_false_share, f.state
  FROM fairshare.pseudonyms() AS n
  JOIN fairshare.findings AS f ON f.run_id = n.run_id AND f.person_id = n.person_id
$$;
COMMENT ON FUNCTION fairshare.read_data_findings() IS 'What the view data_findings shows.';

CREATE VIEW fairshare.data_people WITH (security_invoker = true) AS
SELECT run_id, period_id, pseudonym, credited, contributed, contributed_low, contributed_high, key_results
FROM fairshare.read_data_people();
COMMENT ON VIEW fairshare.data_people IS 'For data teams: the published sums per person under a pseudonym that holds for one period.';
COMMENT ON COLUMN fairshare.data_people.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.data_people.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.data_people.pseudonym IS 'HMAC-SHA-256 of the person''s id under a key of the period, first 128 bits; another one in every period.';
COMMENT ON COLUMN fairshare.data_people.credited IS 'Value credited on record, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.data_people.contributed IS 'Value contributed by the estimate, at least 0, in units of key result value.';
COMMENT ON COLUMN fairshare.data_people.contributed_low IS 'Lower end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.data_people.contributed_high IS 'Upper end of the 90 % credible interval of the contributed value, at least 0.';
COMMENT ON COLUMN fairshare.data_people.key_results IS 'Number of key results in which the person has credit or evidence, at least 0.';

CREATE VIEW fairshare.data_shares WITH (security_invoker = true) AS
SELECT run_id, period_id, key_result, pseudonym, model, share, share_low, share_high
FROM fairshare.read_data_shares();
COMMENT ON VIEW fairshare.data_shares IS 'For data teams: the published shares under pseudonyms that hold for one period.';
COMMENT ON COLUMN fairshare.data_shares.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.data_shares.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.data_shares.key_result IS 'Pseudonym of the key result under the key of the period.';
COMMENT ON COLUMN fairshare.data_shares.pseudonym IS 'Pseudonym of the person, as in data_people.';
COMMENT ON COLUMN fairshare.data_shares.model IS 'Model of the estimate.';
COMMENT ON COLUMN fairshare.data_shares.share IS 'Part of the key result, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.data_shares.share_low IS 'Lower end of the 90 % credible interval, a fraction from 0 to 1; null where the model gives none.';
COMMENT ON COLUMN fairshare.data_shares.share_high IS 'Upper end of the 90 % credible interval, a fraction from 0 to 1; null where the model gives none.';

CREATE VIEW fairshare.data_findings WITH (security_invoker = true) AS
SELECT run_id, period_id, kind, pseudonym, probability, expected_false_share, state
FROM fairshare.read_data_findings();
COMMENT ON VIEW fairshare.data_findings IS 'For data teams: the published findings under pseudonyms, without reasons and without the key result.';
COMMENT ON COLUMN fairshare.data_findings.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.data_findings.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.data_findings.kind IS 'Kind of finding.';
COMMENT ON COLUMN fairshare.data_findings.pseudonym IS 'Pseudonym of the person, as in data_people.';
COMMENT ON COLUMN fairshare.data_findings.probability IS 'Posterior probability that the finding is true, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.data_findings.expected_false_share IS 'Expected part of false findings among those at least this probable, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.data_findings.state IS 'How strongly it is put: watch, flag, cleared or not_judged.';

-- Sums over teams. A run writes only those that are safe together: nobody can add and subtract them to a group of fewer than five.
CREATE TABLE fairshare.team_totals (
  run_id uuid NOT NULL,
  period_id text COLLATE "C" NOT NULL,
  team_id text COLLATE "C" NOT NULL,
  people integer NOT NULL,
  credited double precision NOT NULL,
  contributed double precision NOT NULL,
  PRIMARY KEY (run_id, team_id)
) PARTITION BY LIST (run_id);
COMMENT ON TABLE fairshare.team_totals IS 'One row per run and team whose sum is safe to show: at least five people in every group that sums can be subtracted to, and none with more than 80 % of it.';
COMMENT ON COLUMN fairshare.team_totals.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.team_totals.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.team_totals.team_id IS 'The team with all teams below it; each person counts in one team, the one with most of their time.';
COMMENT ON COLUMN fairshare.team_totals.people IS 'Number of people in the sum, at least 5.';
COMMENT ON COLUMN fairshare.team_totals.credited IS 'Value credited on record, summed over the people, in units of key result value.';
COMMENT ON COLUMN fairshare.team_totals.contributed IS 'Value contributed by the estimate, summed over the people, in units of key result value.';

CREATE VIEW fairshare.data_team_totals WITH (security_invoker = true) AS
SELECT t.run_id, t.period_id, t.team_id, t.people, t.credited, t.contributed
FROM fairshare.published_runs AS p
JOIN fairshare.team_totals AS t ON t.run_id = p.run_id;
COMMENT ON VIEW fairshare.data_team_totals IS 'The newest published sums over teams of every period, small groups left out.';
COMMENT ON COLUMN fairshare.data_team_totals.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.data_team_totals.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.data_team_totals.team_id IS 'The team with all teams below it.';
COMMENT ON COLUMN fairshare.data_team_totals.people IS 'Number of people in the sum, at least 5.';
COMMENT ON COLUMN fairshare.data_team_totals.credited IS 'Value credited on record, summed over the people, in units of key result value.';
COMMENT ON COLUMN fairshare.data_team_totals.contributed IS 'Value contributed by the estimate, summed over the people, in units of key result value.';
