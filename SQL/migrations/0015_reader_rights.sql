-- What a reader sees of holds, comment windows and appeals is decided in the row policies, so that a table tells no more than the
-- view over it; what people wrote stands in their own login's name; and each verb finds what its role may see.

CREATE FUNCTION fairshare.held_runs() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT r.run_id
  FROM fairshare.runs AS r
  WHERE EXISTS (
    SELECT FROM fairshare.holds AS h
    WHERE h.released_at IS NULL AND (h.scope = 'all' OR (h.scope = 'period' AND h.subject = r.period_id)))
$$;
COMMENT ON FUNCTION fairshare.held_runs() IS 'Runs of the periods that are on hold; all runs where everything is.';

CREATE FUNCTION fairshare.reads_everybody() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT fairshare.sees_whole_company() OR EXISTS (
    SELECT FROM pg_catalog.pg_roles AS r
    CROSS JOIN pg_catalog.pg_namespace AS n
    WHERE r.rolname = SESSION_USER AND n.nspname = 'fairshare'
      AND (r.rolsuper OR r.rolbypassrls OR pg_catalog.pg_has_role(r.oid, n.nspowner, 'member')))
$$;
COMMENT ON FUNCTION fairshare.reads_everybody() IS 'Whether row policies keep nobody from the reader: the owner, and HR of the whole company.';

CREATE FUNCTION fairshare.session_has_role(role text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM pg_catalog.pg_roles AS r
    WHERE r.rolname = session_has_role.role AND pg_catalog.pg_has_role(SESSION_USER, r.oid, 'member'))
$$;
COMMENT ON FUNCTION fairshare.session_has_role(text) IS 'Whether the login is a member of a role; false where there is no such role.';

CREATE FUNCTION fairshare.readable_people() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT p.person_id FROM fairshare.hr_people() AS p (person_id) WHERE fairshare.session_has_role('fairshare_hr')
  UNION
  SELECT p.person_id FROM fairshare.led_people() AS p (person_id) WHERE fairshare.session_has_role('fairshare_leader')
  UNION
  SELECT r.person_id FROM fairshare.reader() AS r (person_id) WHERE r.person_id IS NOT NULL
$$;
COMMENT ON FUNCTION fairshare.readable_people() IS 'People whose rows the row policies show to the reader, where the reader does not see everybody.';

-- These told every reader about everybody; the id of a finding can be computed by who knows kind, key result and person.
CREATE OR REPLACE FUNCTION fairshare.open_appeals() RETURNS TABLE (key_result_id text, person_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT a.key_result_id, a.person_id
  FROM fairshare.appeals AS a
  WHERE a.answered_at IS NULL
    AND ((SELECT fairshare.reads_everybody()) OR a.person_id IN (SELECT fairshare.readable_people()))
$$;
COMMENT ON FUNCTION fairshare.open_appeals() IS 'Shares that the reader may see and whose use is frozen, because an appeal against them is open.';

CREATE OR REPLACE FUNCTION fairshare.findings_for_leaders() RETURNS TABLE (finding_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT c.finding_id
  FROM fairshare.finding_cases AS c
  LEFT JOIN LATERAL (
    SELECT d.decision FROM fairshare.decisions AS d WHERE d.finding_id = c.finding_id
    ORDER BY d.decided_at DESC, d.decision LIMIT 1
  ) AS newest ON true
  WHERE coalesce(newest.decision = 'confirmed', c.comment_until < (pg_catalog.now() AT TIME ZONE 'UTC')::date)
    AND ((SELECT fairshare.reads_everybody()) OR c.person_id IN (SELECT fairshare.readable_people()))
$$;
COMMENT ON FUNCTION fairshare.findings_for_leaders() IS 'Flags about people whom the reader may see that HR has confirmed, or that are undecided and whose comment window has passed.';

CREATE FUNCTION fairshare.finding_progress(run uuid)
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
    AND (
      (SELECT fairshare.reads_everybody())
      OR f.person_id = (SELECT fairshare.reader())
      OR (f.person_id IN (SELECT fairshare.hr_people()) AND (SELECT fairshare.session_has_role('fairshare_hr')))
      OR f.finding_id IN (SELECT l.finding_id FROM fairshare.findings_for_leaders() AS l))
$$;
COMMENT ON FUNCTION fairshare.finding_progress(uuid) IS 'How far the findings of a run have come that the reader may see; who decided and why is for HR.';

CREATE FUNCTION fairshare.count_quarantined(run uuid) RETURNS TABLE (source_table text, code text, rows bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT q.source_table, q.code, pg_catalog.count(*)
  FROM fairshare.quarantined_rows AS q
  WHERE q.run_id = count_quarantined.run
  GROUP BY q.source_table, q.code
$$;
COMMENT ON FUNCTION fairshare.count_quarantined(uuid) IS 'Number of rows that a run set aside, by table and code, without a word of any.';

-- Who stands behind a login: what the table of logins says, else what the company's aliases say, else the login itself.
CREATE FUNCTION fairshare.person_behind(login text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  source name := (SELECT s.schema_name FROM fairshare.source_settings AS s);
  found text := (SELECT l.person_id FROM fairshare.logins AS l WHERE l.login = person_behind.login);
BEGIN
  IF found IS NULL AND pg_catalog.to_regclass(pg_catalog.format('%I.person_aliases', source)) IS NOT NULL THEN
    BEGIN
      EXECUTE pg_catalog.format(
        'SELECT a.person_id::text FROM %I.person_aliases AS a WHERE a.account::text = $1 ORDER BY 1 LIMIT 1', source)
      INTO found USING login;
    EXCEPTION WHEN insufficient_privilege OR undefined_column THEN
      found := NULL;
    END;
  END IF;
  RETURN coalesce(found, login);
END
$$;
COMMENT ON FUNCTION fairshare.person_behind(text) IS 'The person behind a login, by the table of logins, else by the aliases of the company; else the login itself.';

CREATE OR REPLACE FUNCTION fairshare.reader_id() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT coalesce(fairshare.reader(), fairshare.person_behind(SESSION_USER::text))
$$;
COMMENT ON FUNCTION fairshare.reader_id() IS 'The person who reads: the one that a service named and sealed, else the one behind the login.';

CREATE OR REPLACE FUNCTION fairshare.guard_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  concerned text := (SELECT c.person_id FROM fairshare.finding_cases AS c WHERE c.finding_id = NEW.finding_id);
BEGIN
  IF concerned IN (NEW.decided_by, fairshare.person_behind(NEW.decided_by), fairshare.reader()) THEN
    RAISE EXCEPTION 'nobody decides about a finding that concerns themselves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.decision = 'confirmed' AND NOT EXISTS (
    SELECT FROM fairshare.finding_reviews AS r
    WHERE r.finding_id = NEW.finding_id AND r.decision = 'confirmed'
      AND fairshare.person_behind(r.reviewed_by) <> fairshare.person_behind(NEW.decided_by))
  THEN
    RAISE EXCEPTION 'a confirmation needs the review of a second person first' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION fairshare.guard_decision() IS 'Keeps the gate: nobody decides about themselves, and two people confirm, not one with two logins.';

-- Data teams see no more than leaders do of findings, and nothing of what is held.
CREATE OR REPLACE FUNCTION fairshare.read_data_people()
RETURNS TABLE (
  run_id uuid, period_id text, pseudonym text, credited double precision, contributed double precision,
  contributed_low double precision, contributed_high double precision, key_results integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT s.run_id, s.period_id, n.pseudonym, s.credited, s.contributed, s.contributed_low, s.contributed_high, s.key_results
  FROM fairshare.pseudonyms() AS n
  JOIN fairshare.person_scores AS s ON s.run_id = n.run_id AND s.person_id = n.person_id
  WHERE s.run_id NOT IN (SELECT fairshare.held_runs()) AND s.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
$$;

CREATE OR REPLACE FUNCTION fairshare.read_data_shares()
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
  WHERE s.run_id NOT IN (SELECT fairshare.held_runs()) AND s.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
    AND s.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[])
$$;

CREATE OR REPLACE FUNCTION fairshare.read_data_findings()
RETURNS TABLE (
  run_id uuid, period_id text, kind text, pseudonym text, probability double precision, expected_false_share double precision,
  state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT f.run_id, f.period_id, f.kind, n.pseudonym, f.probability, f.expected_false_share, f.state
  FROM fairshare.pseudonyms() AS n
  JOIN fairshare.findings AS f ON f.run_id = n.run_id AND f.person_id = n.person_id
  LEFT JOIN fairshare.finding_cases AS c ON c.finding_id = f.finding_id
  LEFT JOIN LATERAL (
    SELECT d.decision FROM fairshare.decisions AS d WHERE d.finding_id = f.finding_id
    ORDER BY d.decided_at DESC, d.decision LIMIT 1
  ) AS newest ON true
  WHERE f.run_id NOT IN (SELECT fairshare.held_runs()) AND f.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
    AND coalesce(f.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[]), true)
    AND NOT EXISTS (
      SELECT FROM fairshare.appeals AS a
      WHERE a.answered_at IS NULL AND a.person_id = f.person_id AND a.key_result_id = coalesce(f.key_result_id, ''))
    AND (
      f.state = 'not_judged'
      OR (f.state = 'flag'
        AND coalesce(newest.decision = 'confirmed', c.comment_until < (pg_catalog.now() AT TIME ZONE 'UTC')::date)))
$$;
COMMENT ON VIEW fairshare.data_findings IS 'For data teams: the published findings that leaders may see, under pseudonyms, without reasons and without the key result.';
COMMENT ON COLUMN fairshare.data_findings.state IS 'How strongly it is put: flag or not_judged.';

-- Policies: what the views leave out, the tables leave out, too.
UPDATE fairshare.row_policies AS p
SET using_text = p.using_text
  || ' AND run_id NOT IN (SELECT fairshare.held_runs()) AND person_id <> ALL ((SELECT fairshare.held(''person''))::text[])'
  || CASE
    WHEN p.source_table IN ('shares', 'evidence_pieces', 'evidence_records', 'consensus_steps')
      THEN ' AND key_result_id <> ALL ((SELECT fairshare.held(''key_result''))::text[])'
    WHEN p.source_table = 'findings'
      THEN ' AND coalesce(key_result_id <> ALL ((SELECT fairshare.held(''key_result''))::text[]), true)'
    ELSE ''
  END
WHERE p.role IN ('fairshare_leader', 'fairshare_person') AND p.command = 'SELECT'
  AND p.source_table IN ('shares', 'person_scores', 'evidence_pieces', 'evidence_records', 'consensus_steps', 'findings',
    'objective_contributions');
UPDATE fairshare.row_policies AS p
SET using_text = p.using_text
  || ' AND (coalesce(key_result_id, ''''), person_id) NOT IN (SELECT a.key_result_id, a.person_id FROM fairshare.open_appeals() AS a)'
  || ' AND (state = ''not_judged'' OR (state = ''flag'' AND finding_id IN (SELECT l.finding_id FROM fairshare.findings_for_leaders() AS l)))'
WHERE p.role = 'fairshare_leader' AND p.source_table = 'findings';
UPDATE fairshare.row_policies AS p
SET using_text = CASE p.using_text WHEN 'true' THEN '' ELSE p.using_text || ' AND ' END
  || 'run_id NOT IN (SELECT fairshare.held_runs())'
WHERE p.source_table IN ('team_totals', 'team_rhythms') AND p.role IN ('fairshare_leader', 'fairshare_data');

-- What people write stands in their own name, and nobody answers their own appeal.
UPDATE fairshare.row_policies AS p
SET check_text = '(' || coalesce(p.check_text, p.using_text) || ') AND '
  || CASE p.source_table
    WHEN 'decisions' THEN 'decided_by IN (SESSION_USER::text, (SELECT fairshare.reader()))'
    WHEN 'finding_reviews' THEN 'reviewed_by IN (SESSION_USER::text, (SELECT fairshare.reader()))'
    WHEN 'appeal_evidence' THEN 'added_by IN (SESSION_USER::text, (SELECT fairshare.reader()))'
    ELSE '(answered_by IS NULL OR (answered_by IN (SESSION_USER::text, (SELECT fairshare.reader()))'
      || ' AND person_id <> (SELECT fairshare.reader_id())))'
  END
WHERE (p.source_table IN ('decisions', 'finding_reviews') AND p.command = 'INSERT')
  OR (p.source_table = 'appeal_evidence' AND p.command = 'INSERT')
  OR (p.source_table = 'appeals' AND p.role = 'fairshare_hr' AND p.command = 'UPDATE');
INSERT INTO fairshare.row_policies (source_table, role, command, using_text, check_text)
VALUES
  ('case_views', 'fairshare_hr', 'SELECT', 'opened_by IN (SESSION_USER::text, (SELECT fairshare.reader()))', NULL),
  ('case_views', 'fairshare_hr', 'INSERT', NULL, 'opened_by IN (SESSION_USER::text, (SELECT fairshare.reader()))');

INSERT INTO fairshare.role_rights (role, kind, object, privileges)
SELECT r.name, 'function', 'fairshare.' || f.name, ARRAY['EXECUTE']
FROM pg_catalog.unnest(ARRAY['fairshare_hr', 'fairshare_leader', 'fairshare_person']) AS r (name)
CROSS JOIN pg_catalog.unnest(ARRAY['held_runs', 'reads_everybody', 'finding_progress', 'count_quarantined']) AS f (name);
INSERT INTO fairshare.role_rights (role, kind, object, privileges)
VALUES
  ('fairshare_hr', 'function', 'fairshare.person_behind', ARRAY['EXECUTE']),
  ('fairshare_data', 'function', 'fairshare.held_runs', ARRAY['EXECUTE']),
  ('fairshare_batch', 'relation', 'fairshare.unmapped_accounts', ARRAY['SELECT', 'INSERT']),
  ('fairshare_hr', 'relation', 'fairshare.unmapped_accounts', ARRAY['SELECT']),
  ('fairshare_batch', 'function', 'fairshare.count_quarantined', ARRAY['EXECUTE']),
  ('fairshare_auditor', 'function', 'fairshare.count_quarantined', ARRAY['EXECUTE']);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fairshare FROM PUBLIC;
