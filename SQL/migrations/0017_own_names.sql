-- Whoever writes the audit trail, a hold or a proof writes in their own name; a hold empties key results, too; and the sums of teams that
-- are shown of a period, run after run, are made of the same groups of at least five people.

-- Own names: the login, or the person that the session reads as. Also the owner's events tell which login wrote them.
CREATE FUNCTION fairshare.require_own_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  name text := pg_catalog.to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  IF name IS NULL OR name = SESSION_USER::text OR name = fairshare.reader()
    OR (TG_OP = 'UPDATE' AND name = pg_catalog.to_jsonb(OLD) ->> TG_ARGV[0])
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'login % may not write in the name of somebody else', SESSION_USER USING ERRCODE = 'insufficient_privilege';
END
$$;
COMMENT ON FUNCTION fairshare.require_own_name() IS 'Refuses a row whose writer, in the column that its argument names, is neither the login nor the person that the session reads as.';
CREATE TRIGGER audit_events_in_own_name BEFORE INSERT ON fairshare.audit_events
  FOR EACH ROW EXECUTE FUNCTION fairshare.require_own_name('actor');
CREATE TRIGGER erasure_proofs_in_own_name BEFORE INSERT ON fairshare.erasure_proofs
  FOR EACH ROW EXECUTE FUNCTION fairshare.require_own_name('actor');
CREATE TRIGGER holds_placed_in_own_name BEFORE INSERT OR UPDATE ON fairshare.holds
  FOR EACH ROW EXECUTE FUNCTION fairshare.require_own_name('placed_by');
CREATE TRIGGER holds_released_in_own_name BEFORE INSERT OR UPDATE ON fairshare.holds
  FOR EACH ROW EXECUTE FUNCTION fairshare.require_own_name('released_by');
CREATE TRIGGER case_views_in_own_name BEFORE INSERT ON fairshare.case_views
  FOR EACH ROW EXECUTE FUNCTION fairshare.require_own_name('opened_by');

CREATE FUNCTION fairshare.release_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- An erasure may put a tombstone in the place of the person, and only that.
  IF pg_catalog.current_setting('fairshare.erasure', true) = 'on' AND OLD.scope = 'person'
    AND (pg_catalog.to_jsonb(NEW) - 'subject') = (pg_catalog.to_jsonb(OLD) - 'subject')
  THEN
    RETURN NEW;
  END IF;
  IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL OR NEW.released_by IS NULL
    OR (pg_catalog.to_jsonb(NEW) - ARRAY['released_at', 'released_by', 'release_reason'])
      <> (pg_catalog.to_jsonb(OLD) - ARRAY['released_at', 'released_by', 'release_reason'])
  THEN
    RAISE EXCEPTION 'a hold can be released once, and nothing else of it can change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION fairshare.release_once() IS 'Lets a hold be released, and refuses every other change of it.';
CREATE TRIGGER holds_released_once BEFORE UPDATE ON fairshare.holds
  FOR EACH ROW EXECUTE FUNCTION fairshare.release_once();

COMMENT ON COLUMN fairshare.audit_events.actor IS 'Login that acted, or the person in whose name a service did; the database refuses any other.';

-- Holds: key results hold no persons, and go with everything else.
INSERT INTO fairshare.row_policies (source_table, role, command, using_text)
VALUES
  ('key_result_scores', 'fairshare_hr', 'SELECT', 'true'),
  ('key_result_scores', 'fairshare_batch', 'SELECT', 'true'),
  ('key_result_scores', 'fairshare_leader', 'SELECT',
    'run_id NOT IN (SELECT fairshare.held_runs()) AND key_result_id <> ALL ((SELECT fairshare.held(''key_result''))::text[])'),
  ('key_result_scores', 'fairshare_person', 'SELECT',
    'run_id NOT IN (SELECT fairshare.held_runs()) AND key_result_id <> ALL ((SELECT fairshare.held(''key_result''))::text[])');

CREATE FUNCTION fairshare.sees_run(run uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT (SELECT fairshare.reads_everybody()) OR fairshare.session_has_role('fairshare_hr')
    OR fairshare.session_has_role('fairshare_batch') OR fairshare.session_has_role('fairshare_auditor')
    OR run NOT IN (SELECT fairshare.held_runs())
$$;
COMMENT ON FUNCTION fairshare.sees_run(uuid) IS 'Whether a hold keeps nothing of a run from the reader: always for HR, the batch, auditors and the owner.';

CREATE OR REPLACE FUNCTION fairshare.count_people(run uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT pg_catalog.count(*) FROM fairshare.person_scores AS p WHERE p.run_id = run AND (SELECT fairshare.sees_run(run))
$$;
CREATE OR REPLACE FUNCTION fairshare.count_findings(run uuid) RETURNS TABLE (kind text, state text, findings bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT f.kind, f.state, pg_catalog.count(*)
  FROM fairshare.findings AS f
  WHERE f.run_id = run AND (SELECT fairshare.sees_run(run))
  GROUP BY f.kind, f.state
$$;
CREATE OR REPLACE FUNCTION fairshare.finding_progress(run uuid)
RETURNS TABLE (
  finding_id text, decision text, decided_by text, decided_at timestamptz, reason text, comment_until date, is_reviewed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT
    f.finding_id, d.decision, CASE WHEN asker.sees_words THEN d.decided_by END, d.decided_at,
    CASE WHEN asker.sees_words THEN d.reason END, c.comment_until,
    EXISTS (
      SELECT FROM fairshare.finding_reviews AS r
      WHERE r.finding_id = f.finding_id AND (d.decided_at IS NULL OR r.reviewed_at > d.decided_at))
  FROM fairshare.findings AS f
  CROSS JOIN (
    SELECT pg_catalog.has_table_privilege(SESSION_USER, 'fairshare.decisions', 'SELECT') AS sees_words
  ) AS asker
  LEFT JOIN fairshare.finding_cases AS c ON c.finding_id = f.finding_id
  LEFT JOIN LATERAL (
    SELECT e.decision, e.decided_by, e.decided_at, e.reason
    FROM fairshare.decisions AS e
    WHERE e.finding_id = f.finding_id
    ORDER BY e.decided_at DESC, e.decision
    LIMIT 1
  ) AS d ON true
  WHERE f.run_id = finding_progress.run
    AND (SELECT fairshare.sees_run(finding_progress.run))
    AND (
      (SELECT fairshare.reads_everybody())
      OR f.person_id = (SELECT fairshare.reader())
      OR (f.person_id IN (SELECT fairshare.hr_people()) AND (SELECT fairshare.session_has_role('fairshare_hr')))
      OR f.finding_id IN (SELECT l.finding_id FROM fairshare.findings_for_leaders() AS l))
$$;

-- Sums of teams: who was counted together in every sum that was ever shown of a period. A later run shows only sums of whole blocks, so that
-- no two runs can be subtracted to fewer than five people.
ALTER TABLE fairshare.runs ADD COLUMN has_team_blocks boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN fairshare.runs.has_team_blocks IS 'Whether it is known which people the sums of teams of this run were made of; where it is not, no later run of the period shows such sums.';

CREATE TABLE fairshare.team_blocks (
  run_id uuid NOT NULL REFERENCES fairshare.runs (run_id),
  person_id text COLLATE "C" NOT NULL,
  block integer NOT NULL
);
CREATE INDEX team_blocks_of_run ON fairshare.team_blocks (run_id);
COMMENT ON TABLE fairshare.team_blocks IS 'One row per person who was ever counted in a sum of teams of the period, for the newest run: whom they were always counted together with. For the owner''s functions only.';
COMMENT ON COLUMN fairshare.team_blocks.run_id IS 'The run after which the blocks are so.';
COMMENT ON COLUMN fairshare.team_blocks.person_id IS 'The person.';
COMMENT ON COLUMN fairshare.team_blocks.block IS 'Number of the block, counted from 0; every sum that was shown holds all of a block or none of it.';

CREATE FUNCTION fairshare.read_team_blocks(period text) RETURNS TABLE (is_known boolean, person_id text, block integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT known.is_known, b.person_id, b.block
  FROM (
    SELECT coalesce(pg_catalog.bool_and(r.has_team_blocks), true) AS is_known
    FROM fairshare.runs AS r WHERE r.period_id = period AND r.published_at IS NOT NULL
  ) AS known
  LEFT JOIN fairshare.team_blocks AS b ON b.run_id = (
    SELECT r.run_id FROM fairshare.runs AS r
    WHERE r.period_id = period AND r.published_at IS NOT NULL
    ORDER BY r.published_at DESC, r.run_id DESC LIMIT 1)
  ORDER BY b.person_id
$$;
COMMENT ON FUNCTION fairshare.read_team_blocks(text) IS 'The blocks after the newest published run of a period, and whether they are known; one row without a person where there are none.';

CREATE FUNCTION fairshare.keep_team_blocks(run uuid, people text[], blocks integer[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  period text := (SELECT r.period_id FROM fairshare.runs AS r WHERE r.run_id = run);
BEGIN
  PERFORM fairshare.require_staging('team_totals', run);
  -- Of the runs before, only the newest published one is asked again.
  DELETE FROM fairshare.team_blocks AS b USING fairshare.runs AS r
  WHERE r.run_id = b.run_id AND r.period_id = period AND r.run_id <> ALL (ARRAY(
    SELECT n.run_id FROM fairshare.runs AS n
    WHERE n.period_id = period AND n.published_at IS NOT NULL
    ORDER BY n.published_at DESC, n.run_id DESC LIMIT 1));
  INSERT INTO fairshare.team_blocks (run_id, person_id, block)
  SELECT run, p.person_id, p.block FROM unnest(people, blocks) AS p (person_id, block);
  UPDATE fairshare.runs AS r SET has_team_blocks = true WHERE r.run_id = run;
END
$$;
COMMENT ON FUNCTION fairshare.keep_team_blocks(uuid, text[], integer[]) IS 'Notes for a running run whom its sums of teams count together; it holds once the run is published.';

INSERT INTO fairshare.role_rights (role, kind, object, privileges)
VALUES
  ('fairshare_batch', 'function', 'fairshare.read_team_blocks', ARRAY['EXECUTE']),
  ('fairshare_batch', 'function', 'fairshare.keep_team_blocks', ARRAY['EXECUTE']);

COMMENT ON TABLE fairshare.team_totals IS 'One row per run and team whose sum is safe to show: at least five people in every group that sums of all runs of the period can be subtracted to, and none with more than 80 % of it.';
COMMENT ON COLUMN fairshare.team_totals.people IS 'Number of people in the sum, at least 5; fewer than five who came to the team later, or left it, count here once there are five.';

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fairshare FROM PUBLIC;
