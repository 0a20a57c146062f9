-- The audit trail: what people wrote is chained by SHA-256, so that an edit behind the program's back shows; and who
-- read whose figures is written down.

ALTER TABLE fairshare.decisions ADD COLUMN decision_id bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX decisions_id ON fairshare.decisions (decision_id);
COMMENT ON COLUMN fairshare.decisions.decision_id IS 'Number of the decision, in the order of writing; names it in decision_log.';

ALTER TABLE fairshare.audit_events ADD COLUMN event_id bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX audit_events_id ON fairshare.audit_events (event_id);
COMMENT ON COLUMN fairshare.audit_events.event_id IS 'Number of the event, in the order of writing; names it in decision_log.';

CREATE TABLE fairshare.decision_log (
  number bigint NOT NULL PRIMARY KEY,
  at timestamptz NOT NULL,
  login text NOT NULL,
  source_table text COLLATE "C" NOT NULL,
  source_key text COLLATE "C" NOT NULL,
  act text COLLATE "C" NOT NULL,
  row_digest text COLLATE "C" NOT NULL,
  previous text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL,
  CONSTRAINT decision_log_act_known CHECK (act IN ('INSERT', 'UPDATE', 'DELETE'))
);
CREATE INDEX decision_log_of_row ON fairshare.decision_log (source_table, source_key, number);

COMMENT ON TABLE fairshare.decision_log IS 'One row per row that people wrote or changed: digests only, each over the one before; fairshare audit verify checks them.';
COMMENT ON COLUMN fairshare.decision_log.number IS 'Place in the chain, counted from 1 without gaps.';
COMMENT ON COLUMN fairshare.decision_log.at IS 'Time of writing.';
COMMENT ON COLUMN fairshare.decision_log.login IS 'Login role that wrote.';
COMMENT ON COLUMN fairshare.decision_log.source_table IS 'Table of schema fairshare that was written to.';
COMMENT ON COLUMN fairshare.decision_log.source_key IS 'Key of the row that was written.';
COMMENT ON COLUMN fairshare.decision_log.act IS 'What was done to the row: INSERT, UPDATE or DELETE.';
COMMENT ON COLUMN fairshare.decision_log.row_digest IS 'SHA-256 of the row as it was then, without its empty columns, 64 hexadecimal digits.';
COMMENT ON COLUMN fairshare.decision_log.previous IS 'Digest of the row before in the chain; 64 zeros for the first.';
COMMENT ON COLUMN fairshare.decision_log.digest IS 'SHA-256 over all other columns of this row, 64 hexadecimal digits.';

-- The head is also what writers queue at: two of them can never take the same place in the chain.
CREATE TABLE fairshare.decision_log_head (
  is_only boolean NOT NULL DEFAULT true PRIMARY KEY,
  number bigint NOT NULL,
  digest text COLLATE "C" NOT NULL,
  CONSTRAINT decision_log_head_one CHECK (is_only)
);
INSERT INTO fairshare.decision_log_head (number, digest) VALUES (0, pg_catalog.repeat('0', 64));

COMMENT ON TABLE fairshare.decision_log_head IS 'One row: the end of the chain in decision_log, so that rows cut off its end are missed.';
COMMENT ON COLUMN fairshare.decision_log_head.is_only IS 'Always true: there is one head.';
COMMENT ON COLUMN fairshare.decision_log_head.number IS 'Number of the newest row of the chain; 0 for an empty one.';
COMMENT ON COLUMN fairshare.decision_log_head.digest IS 'Digest of the newest row of the chain; 64 zeros for an empty one.';

CREATE TABLE fairshare.chained_tables (
  source_table text COLLATE "C" NOT NULL PRIMARY KEY,
  key_column text COLLATE "C" NOT NULL
);
COMMENT ON TABLE fairshare.chained_tables IS 'One row per table whose rows are chained in decision_log.';
COMMENT ON COLUMN fairshare.chained_tables.source_table IS 'Table of schema fairshare.';
COMMENT ON COLUMN fairshare.chained_tables.key_column IS 'Column that names a row of it.';

CREATE FUNCTION fairshare.row_digest(written jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT pg_catalog.encode(
    pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.jsonb_strip_nulls(written)::text, 'UTF8')), 'hex')
$$;
COMMENT ON FUNCTION fairshare.row_digest(jsonb) IS 'SHA-256 of a row without its empty columns, so that a column added later, empty in old rows, changes no digest.';

CREATE FUNCTION fairshare.link_digest(entry fairshare.decision_log) RETURNS text
LANGUAGE sql STABLE SET search_path = '' SET timezone = 'UTC' AS $$
  SELECT fairshare.row_digest(pg_catalog.to_jsonb(entry) - 'digest')
$$;
COMMENT ON FUNCTION fairshare.link_digest(fairshare.decision_log) IS 'SHA-256 over every column of a row of decision_log but its own digest.';

CREATE FUNCTION fairshare.append_to_decision_log(source_table text, source_key text, act text, row_digest text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  entry fairshare.decision_log;
BEGIN
  SELECT h.number + 1, h.digest INTO STRICT entry.number, entry.previous FROM fairshare.decision_log_head AS h FOR UPDATE;
  entry.at := pg_catalog.clock_timestamp();
  entry.login := SESSION_USER;
  entry.source_table := append_to_decision_log.source_table;
  entry.source_key := append_to_decision_log.source_key;
  entry.act := append_to_decision_log.act;
  entry.row_digest := append_to_decision_log.row_digest;
  entry.digest := fairshare.link_digest(entry);
  INSERT INTO fairshare.decision_log SELECT entry.*;
  UPDATE fairshare.decision_log_head AS h SET number = entry.number, digest = entry.digest;
END
$$;
COMMENT ON FUNCTION fairshare.append_to_decision_log(text, text, text, text) IS 'Adds a row to the end of the chain; writers queue at its head.';

CREATE FUNCTION fairshare.chain_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET timezone = 'UTC' SET row_security = on AS $$
DECLARE
  written jsonb := CASE TG_OP WHEN 'DELETE' THEN pg_catalog.to_jsonb(OLD) ELSE pg_catalog.to_jsonb(NEW) END;
BEGIN
  PERFORM fairshare.append_to_decision_log(
    TG_TABLE_NAME::text, written ->> TG_ARGV[0], TG_OP, fairshare.row_digest(written));
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION fairshare.chain_row() IS 'Chains a row that was written in decision_log; its argument is the column that names the row.';

CREATE FUNCTION fairshare.chain_table(source_table text, key_column text) RETURNS void
LANGUAGE plpgsql SET search_path = '' SET timezone = 'UTC' AS $$
DECLARE
  written jsonb;
BEGIN
  INSERT INTO fairshare.chained_tables VALUES (chain_table.source_table, chain_table.key_column);
  FOR written IN EXECUTE pg_catalog.format(
    'SELECT pg_catalog.to_jsonb(t) FROM fairshare.%1$I AS t ORDER BY t.%2$I', source_table, key_column)
  LOOP
    PERFORM fairshare.append_to_decision_log(source_table, written ->> key_column, 'INSERT', fairshare.row_digest(written));
  END LOOP;
  EXECUTE pg_catalog.format(
    'CREATE TRIGGER %1$I AFTER INSERT OR UPDATE OR DELETE ON fairshare.%2$I FOR EACH ROW EXECUTE FUNCTION fairshare.chain_row(%3$L)',
    source_table || '_chained', source_table, key_column);
END
$$;
COMMENT ON FUNCTION fairshare.chain_table(text, text) IS 'Chains every row of a table, those there and those to come; for migrations.';

SELECT fairshare.chain_table('decisions', 'decision_id');
SELECT fairshare.chain_table('appeals', 'appeal_id');
SELECT fairshare.chain_table('audit_events', 'event_id');

CREATE TRIGGER decision_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.decision_log
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();

CREATE FUNCTION fairshare.verify_decision_log() RETURNS TABLE (number bigint, fault text, source_table text, source_key text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET timezone = 'UTC' SET row_security = on AS $$
DECLARE
  chained fairshare.chained_tables;
BEGIN
  RETURN QUERY
  SELECT l.number, f.fault, l.source_table, l.source_key
  FROM (
    SELECT
      e.number, e.source_table, e.source_key, e.previous, e.digest,
      fairshare.link_digest(e) AS expected,
      pg_catalog.lag(e.digest, 1, pg_catalog.repeat('0', 64)) OVER chain AS digest_before,
      pg_catalog.lag(e.number, 1, 0::bigint) OVER chain AS number_before
    FROM fairshare.decision_log AS e
    WINDOW chain AS (ORDER BY e.number)
  ) AS l
  CROSS JOIN LATERAL (
    VALUES
      ('entry_edited', l.digest <> l.expected),
      ('entry_missing', l.number <> l.number_before + 1),
      ('chain_broken', l.previous <> l.digest_before)
  ) AS f (fault, is_found)
  WHERE f.is_found;

  RETURN QUERY
  SELECT h.number, 'head_differs'::text, NULL::text, NULL::text
  FROM (SELECT) AS one
  LEFT JOIN fairshare.decision_log_head AS h ON true
  LEFT JOIN LATERAL (
    SELECT e.number, e.digest FROM fairshare.decision_log AS e ORDER BY e.number DESC LIMIT 1
  ) AS newest ON true
  WHERE h.number IS DISTINCT FROM coalesce(newest.number, 0)
    OR h.digest IS DISTINCT FROM coalesce(newest.digest, pg_catalog.repeat('0', 64));

  RETURN QUERY
  SELECT e.number, 'table_unknown'::text, e.source_table, e.source_key
  FROM fairshare.decision_log AS e
  WHERE NOT EXISTS (SELECT FROM fairshare.chained_tables AS c WHERE c.source_table = e.source_table);

  FOR chained IN SELECT * FROM fairshare.chained_tables AS c ORDER BY c.source_table LOOP
    RETURN QUERY EXECUTE pg_catalog.format(
      $query$
      WITH newest AS (
        SELECT DISTINCT ON (e.source_key) e.number, e.source_key, e.act, e.row_digest
        FROM fairshare.decision_log AS e
        WHERE e.source_table = %1$L
        ORDER BY e.source_key, e.number DESC
      ), present AS (
        SELECT pg_catalog.to_jsonb(t) ->> %2$L AS source_key, fairshare.row_digest(pg_catalog.to_jsonb(t)) AS row_digest
        FROM fairshare.%1$I AS t
      )
      SELECT
        n.number,
        CASE
          WHEN n.source_key IS NULL THEN 'row_unlogged'
          WHEN p.source_key IS NULL THEN 'row_missing'
          WHEN n.act = 'DELETE' THEN 'row_unlogged'
          ELSE 'row_edited'
        END,
        %1$L::text, coalesce(n.source_key, p.source_key)
      FROM newest AS n
      FULL JOIN present AS p ON p.source_key = n.source_key
      WHERE CASE WHEN n.act = 'DELETE' THEN p.source_key IS NOT NULL ELSE n.row_digest IS DISTINCT FROM p.row_digest END
      $query$, chained.source_table, chained.key_column);
  END LOOP;
END
$$;
COMMENT ON FUNCTION fairshare.verify_decision_log() IS 'Every place where the chain, or a row that it speaks of, is not as it was written; no row means that nothing was tampered with.';

CREATE TABLE fairshare.access_log (
  access_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL,
  reader text,
  action text COLLATE "C" NOT NULL,
  subject_kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  purpose text,
  case_id text,
  CONSTRAINT access_log_subject_known CHECK (subject_kind IN ('person', 'key_result', 'finding', 'appeal', 'team', 'company'))
);
CREATE INDEX access_log_of_subject ON fairshare.access_log (subject, at);

COMMENT ON TABLE fairshare.access_log IS 'One row per read of a person''s figures through the program: who, whose, what for; rows are only added.';
COMMENT ON COLUMN fairshare.access_log.access_id IS 'Number of the read, in the order of writing.';
COMMENT ON COLUMN fairshare.access_log.at IS 'Time of the read.';
COMMENT ON COLUMN fairshare.access_log.login IS 'Login role that read.';
COMMENT ON COLUMN fairshare.access_log.reader IS 'Person in whose name the login read; null where none is known.';
COMMENT ON COLUMN fairshare.access_log.action IS 'What was read, as the verb that read it, for example explain person.';
COMMENT ON COLUMN fairshare.access_log.subject_kind IS 'Kind of subject: person, key_result, finding, appeal, team or company.';
COMMENT ON COLUMN fairshare.access_log.subject IS 'Whose figures were read: the id of the subject.';
COMMENT ON COLUMN fairshare.access_log.purpose IS 'What the read was for, in the reader''s words; null where none was given.';
COMMENT ON COLUMN fairshare.access_log.case_id IS 'Case that the read belongs to, such as an appeal; null where there is none.';

CREATE TRIGGER access_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.access_log
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();
