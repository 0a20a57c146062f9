-- Who reads: logins, the organisation units of HR, the reporting line of leaders, and services that read in a person's name.
-- What a row policy asks is answered by functions of the owner, so that no reader needs a right on what they look at.

CREATE TABLE fairshare.logins (
  login text COLLATE "C" NOT NULL PRIMARY KEY,
  person_id text COLLATE "C",
  may_act_for_others boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE fairshare.logins IS 'One row per login role: the person behind it, and whether it serves many people.';
COMMENT ON COLUMN fairshare.logins.login IS 'Login role.';
COMMENT ON COLUMN fairshare.logins.person_id IS 'Person who logs in by it; null for a service.';
COMMENT ON COLUMN fairshare.logins.may_act_for_others IS 'Whether it is a service that reads in the name of people whom it has identified.';

CREATE TABLE fairshare.hr_units (
  reader text COLLATE "C" NOT NULL,
  team_id text COLLATE "C",
  CONSTRAINT hr_units_once UNIQUE (reader, team_id)
);
COMMENT ON TABLE fairshare.hr_units IS 'One row per reader in HR and organisation unit that is assigned to them.';
COMMENT ON COLUMN fairshare.hr_units.reader IS 'Person, or login role that stands for nobody in particular.';
COMMENT ON COLUMN fairshare.hr_units.team_id IS 'Team at the top of the unit, with all teams below it; null means the whole company.';

CREATE TABLE fairshare.source_settings (
  is_only boolean NOT NULL DEFAULT true PRIMARY KEY,
  schema_name name NOT NULL,
  CONSTRAINT source_settings_one CHECK (is_only)
);
INSERT INTO fairshare.source_settings (schema_name) VALUES ('collab');
COMMENT ON TABLE fairshare.source_settings IS 'One row: where the organisation is looked up.';
COMMENT ON COLUMN fairshare.source_settings.is_only IS 'Always true: there is one source.';
COMMENT ON COLUMN fairshare.source_settings.schema_name IS 'Schema with the tables people, teams and team_members of the contract.';

CREATE TABLE fairshare.secrets (
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  secret bytea NOT NULL
);
COMMENT ON TABLE fairshare.secrets IS 'One row per secret of the owner: the key of readers'' tokens, and a key of pseudonyms for each period.';
COMMENT ON COLUMN fairshare.secrets.name IS 'What it is for: reader, or pseudonym and a period.';
COMMENT ON COLUMN fairshare.secrets.secret IS 'The key: 32 random bytes.';

CREATE FUNCTION fairshare.random_key() RETURNS bytea
LANGUAGE sql VOLATILE SET search_path = '' AS $$
  -- Each uuid holds 122 random bits of the server's strong source.
  SELECT pg_catalog.sha256(pg_catalog.uuid_send(pg_catalog.gen_random_uuid())
    || pg_catalog.uuid_send(pg_catalog.gen_random_uuid()) || pg_catalog.uuid_send(pg_catalog.gen_random_uuid()))
$$;
COMMENT ON FUNCTION fairshare.random_key() IS 'A new key of 32 random bytes.';

INSERT INTO fairshare.secrets VALUES ('reader', fairshare.random_key());

CREATE FUNCTION fairshare.hmac_pad(key bytea, mask integer) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = '' AS $$
  SELECT pg_catalog.string_agg(
    pg_catalog.set_byte('\x00'::bytea, 0, pg_catalog.get_byte(padded.bytes, i) # mask), ''::bytea ORDER BY i)
  FROM (
    SELECT short.bytes || pg_catalog.decode(pg_catalog.repeat('00', 64 - pg_catalog.length(short.bytes)), 'hex') AS bytes
    FROM (SELECT CASE WHEN pg_catalog.length(key) > 64 THEN pg_catalog.sha256(key) ELSE key END AS bytes) AS short
  ) AS padded
  CROSS JOIN pg_catalog.generate_series(0, 63) AS i
$$;
COMMENT ON FUNCTION fairshare.hmac_pad(bytea, integer) IS 'The inner (mask 54) or outer (mask 92) pad of a key for HMAC-SHA-256.';

CREATE FUNCTION fairshare.hmac_sha256(key bytea, message bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = '' AS $$
  SELECT pg_catalog.sha256(fairshare.hmac_pad(key, 92) || pg_catalog.sha256(fairshare.hmac_pad(key, 54) || message))
$$;
COMMENT ON FUNCTION fairshare.hmac_sha256(bytea, bytea) IS 'HMAC-SHA-256 (RFC 2104) out of the server''s own sha256.';

-- A service names the person for one transaction; the name is sealed with a key that only the owner holds, so that setting it by
-- hand gives nobody a name.
CREATE FUNCTION fairshare.reader_seal(person text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT pg_catalog.encode(
    fairshare.hmac_sha256(
      s.secret,
      pg_catalog.convert_to(
        pg_catalog.jsonb_build_array(
          person, SESSION_USER::text, pg_catalog.pg_backend_pid(), EXTRACT(EPOCH FROM pg_catalog.now()))::text, 'UTF8')),
    'hex')
  FROM fairshare.secrets AS s
  WHERE s.name = 'reader'
$$;
COMMENT ON FUNCTION fairshare.reader_seal(text) IS 'Seal of a person''s name that is good for this transaction of this session only.';

CREATE FUNCTION fairshare.act_as(person text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM fairshare.logins AS l WHERE l.login = SESSION_USER AND l.may_act_for_others) THEN
    RAISE EXCEPTION 'login % may not read in the name of others', SESSION_USER
      USING ERRCODE = 'insufficient_privilege', HINT = 'The owner sets may_act_for_others in fairshare.logins.';
  END IF;
  PERFORM pg_catalog.set_config('fairshare.person_id', person, true);
  PERFORM pg_catalog.set_config('fairshare.reader_seal', fairshare.reader_seal(person), true);
END
$$;
COMMENT ON FUNCTION fairshare.act_as(text) IS 'Lets a service read in a person''s name until the transaction ends.';

CREATE FUNCTION fairshare.reader() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  named text := nullif(pg_catalog.current_setting('fairshare.person_id', true), '');
BEGIN
  IF named IS NOT NULL AND pg_catalog.current_setting('fairshare.reader_seal', true) = fairshare.reader_seal(named) THEN
    RETURN named;
  END IF;
  RETURN (SELECT l.person_id FROM fairshare.logins AS l WHERE l.login = SESSION_USER);
END
$$;
COMMENT ON FUNCTION fairshare.reader() IS 'The person who reads: the one that a service named and sealed, else the one behind the login; null where nobody is.';

CREATE OR REPLACE FUNCTION fairshare.reader_id() RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(fairshare.reader(), CURRENT_USER::text)
$$;

-- What runs with the owner's eyes sees all rows, whatever the session has set.
ALTER FUNCTION fairshare.held(text) SET row_security = on;
ALTER FUNCTION fairshare.open_appeals() SET row_security = on;
ALTER FUNCTION fairshare.findings_for_leaders() SET row_security = on;
ALTER FUNCTION fairshare.guard_decision() SECURITY DEFINER SET row_security = on;

CREATE FUNCTION fairshare.read_appeal_statistics()
RETURNS TABLE (opened integer, open integer, upheld integer, declined integer, median_days double precision, overdue integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT
    pg_catalog.count(*)::integer,
    pg_catalog.count(*) FILTER (WHERE a.answered_at IS NULL)::integer,
    pg_catalog.count(*) FILTER (WHERE a.outcome IN ('upheld', 'partly'))::integer,
    pg_catalog.count(*) FILTER (WHERE a.outcome = 'declined')::integer,
    pg_catalog.percentile_cont(0.5) WITHIN GROUP (
      ORDER BY EXTRACT(EPOCH FROM a.answered_at - a.opened_at)::double precision / 86400),
    pg_catalog.count(*) FILTER (
      WHERE a.due_on < (coalesce(a.answered_at, pg_catalog.now()) AT TIME ZONE 'UTC')::date)::integer
  FROM fairshare.appeals AS a
$$;
COMMENT ON FUNCTION fairshare.read_appeal_statistics() IS 'What the view appeal_statistics shows: counts of all appeals, without a row of any.';
CREATE OR REPLACE VIEW fairshare.appeal_statistics WITH (security_invoker = true) AS
SELECT opened, open, upheld, declined, median_days, overdue FROM fairshare.read_appeal_statistics();

CREATE FUNCTION fairshare.led_people() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  source name := (SELECT s.schema_name FROM fairshare.source_settings AS s);
BEGIN
  -- UNION, not UNION ALL: a circle of managers ends.
  RETURN QUERY EXECUTE pg_catalog.format(
    $query$
    WITH RECURSIVE line AS (
      SELECT p.person_id::text AS person_id FROM %1$I.people AS p WHERE p.manager_id::text = $1
      UNION
      SELECT p.person_id::text FROM line AS l JOIN %1$I.people AS p ON p.manager_id::text = l.person_id
    )
    SELECT l.person_id FROM line AS l WHERE l.person_id <> $1
    $query$, source) USING fairshare.reader();
END
$$;
COMMENT ON FUNCTION fairshare.led_people() IS 'Everybody in the reporting line below the reader.';

CREATE FUNCTION fairshare.sees_whole_company() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT EXISTS (
    SELECT FROM fairshare.hr_units AS u
    WHERE u.team_id IS NULL AND u.reader IN (SESSION_USER::text, fairshare.reader()))
$$;
COMMENT ON FUNCTION fairshare.sees_whole_company() IS 'Whether the whole company is assigned to the reader in HR.';

CREATE FUNCTION fairshare.hr_people() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  source name := (SELECT s.schema_name FROM fairshare.source_settings AS s);
BEGIN
  IF NOT EXISTS (SELECT FROM fairshare.hr_units AS u WHERE u.reader IN (SESSION_USER::text, fairshare.reader())) THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE pg_catalog.format(
    $query$
    WITH RECURSIVE unit AS (
      SELECT u.team_id FROM fairshare.hr_units AS u WHERE u.reader IN (SESSION_USER::text, $1) AND u.team_id IS NOT NULL
      UNION
      SELECT t.team_id::text FROM unit JOIN %1$I.teams AS t ON t.parent_team_id::text = unit.team_id
    )
    SELECT DISTINCT m.person_id::text FROM unit JOIN %1$I.team_members AS m ON m.team_id::text = unit.team_id
    $query$, source) USING fairshare.reader();
END
$$;
COMMENT ON FUNCTION fairshare.hr_people() IS 'Everybody who was ever in an organisation unit that is assigned to the reader in HR.';

CREATE FUNCTION fairshare.led_teams() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  source name := (SELECT s.schema_name FROM fairshare.source_settings AS s);
BEGIN
  RETURN QUERY EXECUTE pg_catalog.format(
    $query$
    WITH RECURSIVE line AS MATERIALIZED (
      SELECT l.person_id FROM fairshare.led_people() AS l (person_id)
      UNION ALL
      SELECT $1
    ), within AS (
      SELECT t.team_id::text AS team_id, t.team_id::text AS top FROM %1$I.teams AS t
      UNION
      SELECT t.team_id::text, w.top FROM within AS w JOIN %1$I.teams AS t ON t.parent_team_id::text = w.team_id
    )
    SELECT w.top
    FROM within AS w
    JOIN %1$I.team_members AS m ON m.team_id::text = w.team_id
    GROUP BY w.top
    HAVING pg_catalog.bool_and(m.person_id::text IN (SELECT line.person_id FROM line))
    $query$, source) USING fairshare.reader();
END
$$;
COMMENT ON FUNCTION fairshare.led_teams() IS 'Teams of which everybody, with all teams below, is in the reader''s own line: no sum of them tells more than its parts.';

CREATE FUNCTION fairshare.hr_findings() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT DISTINCT f.finding_id FROM fairshare.findings AS f
  WHERE f.person_id IN (SELECT p.person_id FROM fairshare.hr_people() AS p (person_id))
$$;
COMMENT ON FUNCTION fairshare.hr_findings() IS 'Findings about people in an organisation unit that is assigned to the reader in HR.';

CREATE FUNCTION fairshare.note_access(action text, subject_kind text, subjects text[], purpose text, case_id text) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  WITH noted AS (
    INSERT INTO fairshare.access_log (login, reader, action, subject_kind, subject, purpose, case_id)
    SELECT SESSION_USER, fairshare.reader(), note_access.action, note_access.subject_kind, s.subject, note_access.purpose,
      note_access.case_id
    FROM pg_catalog.unnest(subjects) WITH ORDINALITY AS s (subject, number)
    ORDER BY s.number
    RETURNING access_id
  )
  SELECT pg_catalog.count(*) FROM noted
$$;
COMMENT ON FUNCTION fairshare.note_access(text, text, text[], text, text) IS 'Writes down who reads whose figures; the login and the person are those of the session.';

CREATE FUNCTION fairshare.case_scores(person text, case_id text)
RETURNS TABLE (run_id uuid, period_id text, credited double precision, contributed double precision)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
BEGIN
  IF coalesce(pg_catalog.btrim(case_scores.case_id), '') = '' THEN
    RAISE EXCEPTION 'an auditor reads a person''s figures for a case only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM fairshare.note_access('case_scores', 'person', ARRAY[person], 'audit', case_scores.case_id);
  RETURN QUERY
  SELECT s.run_id, s.period_id, s.credited, s.contributed
  FROM fairshare.published_runs AS p
  JOIN fairshare.person_scores AS s ON s.run_id = p.run_id
  WHERE s.person_id = person
  ORDER BY s.period_id;
END
$$;
COMMENT ON FUNCTION fairshare.case_scores(text, text) IS 'A person''s published sums for an auditor who names a case; each call is written to the access log.';
