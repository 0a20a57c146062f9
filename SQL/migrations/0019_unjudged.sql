-- What nobody could judge is no statement about anybody: readers beside HR learn that somebody was not judged, not what was looked for and
-- how probable it was. Notices that name people name them to HR alone. What a dropped run forgets is said once.

CREATE FUNCTION fairshare.not_judged(run uuid) RETURNS TABLE (key_result_id text, person_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT DISTINCT f.key_result_id, f.person_id
  FROM fairshare.findings AS f
  LEFT JOIN LATERAL (
    SELECT d.decision FROM fairshare.decisions AS d WHERE d.finding_id = f.finding_id
    ORDER BY d.decided_at DESC, d.decision LIMIT 1
  ) AS newest ON true
  WHERE f.run_id = not_judged.run AND f.state = 'not_judged' AND newest.decision IS DISTINCT FROM 'cleared'
    AND ((SELECT fairshare.reads_everybody()) OR f.person_id IN (SELECT fairshare.readable_people()))
    AND (
      (SELECT coalesce(pg_catalog.current_setting('fairshare.purpose', true), '') <> 'publication'
        AND (fairshare.reads_everybody() OR fairshare.session_has_role('fairshare_hr')))
      OR (
        f.run_id NOT IN (SELECT fairshare.held_runs())
        AND f.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
        AND coalesce(f.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[]), true)
        AND (coalesce(f.key_result_id, ''), f.person_id) NOT IN (
          SELECT a.key_result_id, a.person_id FROM fairshare.open_appeals() AS a)))
$$;
COMMENT ON FUNCTION fairshare.not_judged(uuid) IS 'Whom a run could not judge, and about which key result, of the people whom the reader may see; never what was looked for.';

CREATE VIEW fairshare.latest_not_judged WITH (security_invoker = true) AS
SELECT published.run_id, published.period_id, result.key_result_id, result.person_id
FROM fairshare.published_runs AS published
CROSS JOIN LATERAL fairshare.not_judged(published.run_id) AS result;
COMMENT ON VIEW fairshare.latest_not_judged IS 'Whom the newest published run of every period could not judge, so that a missing finding is not taken for a verdict; what was looked for is for HR and the person concerned.';
COMMENT ON COLUMN fairshare.latest_not_judged.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.latest_not_judged.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.latest_not_judged.key_result_id IS 'Key result concerned; null where a person''s work as a whole could not be judged.';
COMMENT ON COLUMN fairshare.latest_not_judged.person_id IS 'Person who could not be judged.';

-- The id of a finding is a digest of kind, key result and person, so an id alone tells the kind to whoever tries all of them.
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
    AND (
      (SELECT fairshare.reads_everybody())
      OR f.person_id = (SELECT fairshare.reader())
      OR (f.person_id IN (SELECT fairshare.hr_people()) AND (SELECT fairshare.session_has_role('fairshare_hr')))
      OR (f.state = 'flag' AND f.finding_id IN (SELECT l.finding_id FROM fairshare.findings_for_leaders() AS l)))
$$;

UPDATE fairshare.row_policies AS p
SET using_text = pg_catalog.replace(p.using_text, 'state = ''not_judged'' OR ', '')
WHERE p.role = 'fairshare_leader' AND p.source_table = 'findings';

CREATE OR REPLACE VIEW fairshare.latest_findings WITH (security_invoker = true) AS
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
JOIN fairshare.findings AS result ON result.run_id = published.run_id
WHERE
  (SELECT fairshare.sees_held())
  OR (
    pg_catalog.cardinality((SELECT fairshare.held('all'))) = 0
    AND published.period_id <> ALL ((SELECT fairshare.held('period'))::text[])
    AND result.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
    AND coalesce(result.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[]), true)
    AND (coalesce(result.key_result_id, ''), result.person_id) NOT IN (
      SELECT a.key_result_id, a.person_id FROM fairshare.open_appeals() AS a)
    AND (
      result.person_id = (SELECT fairshare.reader_id())
      OR (result.state = 'flag' AND result.finding_id IN (
        SELECT l.finding_id FROM fairshare.findings_for_leaders() AS l)))
  );
COMMENT ON VIEW fairshare.latest_findings IS 'The newest published findings of every period that the reader may see: in every state to HR, their own to a person, flags after their comment window to leaders.';

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
    AND f.state = 'flag'
    AND coalesce(newest.decision = 'confirmed', c.comment_until < (pg_catalog.now() AT TIME ZONE 'UTC')::date)
$$;
COMMENT ON COLUMN fairshare.data_findings.state IS 'How strongly it is put: always flag; who could not be judged is in data_not_judged.';

CREATE FUNCTION fairshare.read_data_not_judged() RETURNS TABLE (run_id uuid, period_id text, pseudonym text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT DISTINCT f.run_id, f.period_id, n.pseudonym
  FROM fairshare.pseudonyms() AS n
  JOIN fairshare.findings AS f ON f.run_id = n.run_id AND f.person_id = n.person_id
  WHERE f.state = 'not_judged'
    AND f.run_id NOT IN (SELECT fairshare.held_runs()) AND f.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
    AND coalesce(f.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[]), true)
    AND NOT EXISTS (
      SELECT FROM fairshare.appeals AS a
      WHERE a.answered_at IS NULL AND a.person_id = f.person_id AND a.key_result_id = coalesce(f.key_result_id, ''))
$$;
COMMENT ON FUNCTION fairshare.read_data_not_judged() IS 'What the view data_not_judged shows.';

CREATE VIEW fairshare.data_not_judged WITH (security_invoker = true) AS
SELECT run_id, period_id, pseudonym FROM fairshare.read_data_not_judged();
COMMENT ON VIEW fairshare.data_not_judged IS 'For data teams: pseudonyms of people about whom something could not be judged, so that a missing finding is not taken for a verdict.';
COMMENT ON COLUMN fairshare.data_not_judged.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN fairshare.data_not_judged.period_id IS 'The period that was scored.';
COMMENT ON COLUMN fairshare.data_not_judged.pseudonym IS 'Pseudonym of the person, as in data_people.';

-- Notices whose example is an id of somebody.
CREATE FUNCTION fairshare.notice_names_people(code text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT code IN ('possible_duplicate', 'unmapped_account')
$$;
COMMENT ON FUNCTION fairshare.notice_names_people(text) IS 'Whether the detail of notices with this code holds ids of people.';

CREATE FUNCTION fairshare.read_notices(run uuid) RETURNS TABLE (code text, severity text, count bigint, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT
    n.code, n.severity, n.count,
    CASE WHEN NOT fairshare.notice_names_people(n.code) OR (SELECT fairshare.reads_everybody()
      OR fairshare.session_has_role('fairshare_hr') OR fairshare.session_has_role('fairshare_batch')) THEN n.detail END
  FROM fairshare.run_notices AS n
  WHERE n.run_id = read_notices.run
$$;
COMMENT ON FUNCTION fairshare.read_notices(uuid) IS 'Notices of a run; an example that names people is shown to HR, the batch and the owner alone.';
COMMENT ON COLUMN fairshare.run_notices.detail IS 'One example or explanation, without names or free text from the source; ids of people for possible_duplicate and unmapped_account. For HR and the batch; the function read_notices shows everybody else those that name nobody.';

UPDATE fairshare.role_rights AS r
SET columns = ARRAY['run_id', 'code', 'severity', 'count']
WHERE r.object = 'fairshare.run_notices' AND r.role IN ('fairshare_leader', 'fairshare_person', 'fairshare_auditor');

-- What goes when a run's rows about people go, by retention or by hand.
CREATE FUNCTION fairshare.forget_set_aside(run uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  forgotten bigint;
BEGIN
  UPDATE fairshare.run_notices AS n SET detail = NULL
  WHERE n.run_id = forget_set_aside.run AND fairshare.notice_names_people(n.code);
  DELETE FROM fairshare.unmapped_accounts AS u WHERE u.run_id = forget_set_aside.run;
  DELETE FROM fairshare.quarantined_rows AS q WHERE q.run_id = forget_set_aside.run;
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END
$$;
COMMENT ON FUNCTION fairshare.forget_set_aside(uuid) IS 'Deletes what a run set aside, the accounts that it could map to nobody, and the examples that name people; gives the number of rows set aside. With the caller''s rights: for the owner.';

INSERT INTO fairshare.role_rights (role, kind, object, privileges)
SELECT r.name, 'function', 'fairshare.read_notices', ARRAY['EXECUTE']
FROM pg_catalog.unnest(ARRAY['fairshare_batch', 'fairshare_hr', 'fairshare_leader', 'fairshare_person', 'fairshare_auditor']) AS r (name);
INSERT INTO fairshare.role_rights (role, kind, object, privileges)
SELECT r.name, o.kind, 'fairshare.' || o.name, o.privileges
FROM pg_catalog.unnest(ARRAY['fairshare_hr', 'fairshare_leader', 'fairshare_person']) AS r (name)
CROSS JOIN (
  VALUES ('function', 'not_judged', ARRAY['EXECUTE']), ('relation', 'latest_not_judged', ARRAY['SELECT'])
) AS o (kind, name, privileges);
INSERT INTO fairshare.role_rights (role, kind, object, privileges)
VALUES
  ('fairshare_data', 'function', 'fairshare.read_data_not_judged', ARRAY['EXECUTE']),
  ('fairshare_data', 'relation', 'fairshare.data_not_judged', ARRAY['SELECT']);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fairshare FROM PUBLIC;
