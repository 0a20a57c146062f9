-- What the batch does with a run's partitions, as functions of the owner: the batch itself may create, alter or drop nothing.

CREATE FUNCTION fairshare.partition_name(family text, run uuid) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = '' AS $$
  SELECT family || '_r' || pg_catalog.replace(run::text, '-', '')
$$;
COMMENT ON FUNCTION fairshare.partition_name(text, uuid) IS 'Name of a run''s partition of a result table.';

CREATE FUNCTION fairshare.require_staging(family text, run uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_class AS c
    WHERE c.relnamespace = 'fairshare'::pg_catalog.regnamespace AND c.relkind = 'p' AND c.relname = family)
  THEN
    RAISE EXCEPTION '% is no result table', family USING ERRCODE = 'undefined_table';
  END IF;
  IF NOT EXISTS (SELECT FROM fairshare.runs AS r WHERE r.run_id = run AND r.state = 'running')
    OR EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = run)
  THEN
    RAISE EXCEPTION 'run % is not running: its results stay as they are', run USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;
COMMENT ON FUNCTION fairshare.require_staging(text, uuid) IS 'Refuses to touch results of a run that is not running, and tables that hold no results.';

CREATE FUNCTION fairshare.stage_partition(family text, run uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  partition text := fairshare.partition_name(family, run);
BEGIN
  PERFORM fairshare.require_staging(family, run);
  EXECUTE pg_catalog.format(
    'CREATE TABLE fairshare.%1$I (LIKE fairshare.%2$I INCLUDING DEFAULTS INCLUDING CONSTRAINTS, '
    'CHECK (run_id = %3$L::pg_catalog.uuid))', partition, family, run);
  -- Until it is attached, whoever runs the batch fills and checks it.
  IF SESSION_USER <> CURRENT_USER THEN
    EXECUTE pg_catalog.format('GRANT SELECT, INSERT ON fairshare.%1$I TO %2$I', partition, SESSION_USER);
  END IF;
END
$$;
COMMENT ON FUNCTION fairshare.stage_partition(text, uuid) IS 'Creates a running run''s partition of a result table, to be filled by whoever runs the batch.';

CREATE FUNCTION fairshare.seal_partition(family text, run uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  partition text := fairshare.partition_name(family, run);
  key text;
BEGIN
  PERFORM fairshare.require_staging(family, run);
  SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.number) INTO STRICT key
  FROM pg_catalog.pg_index AS i
  CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, number)
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
  WHERE i.indisprimary AND i.indrelid = ('fairshare.' || pg_catalog.quote_ident(family))::pg_catalog.regclass;
  EXECUTE pg_catalog.format('ALTER TABLE fairshare.%1$I ADD PRIMARY KEY (%2$s)', partition, key);
  EXECUTE pg_catalog.format('ANALYZE fairshare.%1$I', partition);
END
$$;
COMMENT ON FUNCTION fairshare.seal_partition(text, uuid) IS 'Gives a filled partition its key and its statistics.';

CREATE FUNCTION fairshare.attach_partition(family text, run uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  partition text := fairshare.partition_name(family, run);
BEGIN
  PERFORM fairshare.require_staging(family, run);
  EXECUTE pg_catalog.format(
    'ALTER TABLE fairshare.%1$I ATTACH PARTITION fairshare.%2$I FOR VALUES IN (%3$L)', family, partition, run);
  -- From here on rows are read through the parent and its row policies only.
  IF SESSION_USER <> CURRENT_USER THEN
    EXECUTE pg_catalog.format('REVOKE ALL ON fairshare.%1$I FROM %2$I', partition, SESSION_USER);
  END IF;
END
$$;
COMMENT ON FUNCTION fairshare.attach_partition(text, uuid) IS 'Attaches a sealed partition to its result table and takes back the rights on it.';

CREATE FUNCTION fairshare.drop_partition(family text, run uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  partition text := fairshare.partition_name(family, run);
BEGIN
  IF pg_catalog.to_regclass('fairshare.' || pg_catalog.quote_ident(partition)) IS NULL THEN
    RETURN;
  END IF;
  -- Who may act as the owner also purges runs that readers no longer follow.
  IF NOT pg_catalog.pg_has_role(SESSION_USER, CURRENT_USER, 'MEMBER')
    OR EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = run)
  THEN
    PERFORM fairshare.require_staging(family, run);
  END IF;
  EXECUTE pg_catalog.format('DROP TABLE fairshare.%1$I', partition);
END
$$;
COMMENT ON FUNCTION fairshare.drop_partition(text, uuid) IS 'Drops a partition of a run that is running, or for the owner of one that readers no longer follow.';

CREATE FUNCTION fairshare.refuse_restart() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.state = 'running' AND OLD.state <> 'running' THEN
    RAISE EXCEPTION 'run % has ended and cannot run again', OLD.run_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION fairshare.refuse_restart() IS 'Keeps a run that has ended from being called running again, which would open its results to the batch.';
CREATE TRIGGER runs_end_once BEFORE UPDATE OF state ON fairshare.runs
  FOR EACH ROW EXECUTE FUNCTION fairshare.refuse_restart();

CREATE FUNCTION fairshare.count_people(run uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT pg_catalog.count(*) FROM fairshare.person_scores AS p WHERE p.run_id = run
$$;
COMMENT ON FUNCTION fairshare.count_people(uuid) IS 'Number of people in a run''s result.';

CREATE FUNCTION fairshare.count_findings(run uuid) RETURNS TABLE (kind text, state text, findings bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT f.kind, f.state, pg_catalog.count(*) FROM fairshare.findings AS f WHERE f.run_id = run GROUP BY f.kind, f.state
$$;
COMMENT ON FUNCTION fairshare.count_findings(uuid) IS 'Number of findings in a run''s result by kind and state.';

-- What the batch has to know of people's rows, and no more. Its session refuses row policies (row_security = off), so a policy can
-- never hide a row from it unseen: these functions of the owner see all rows.
CREATE FUNCTION fairshare.open_finding_cases(run uuid, comment_days integer) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  INSERT INTO fairshare.finding_cases (finding_id, period_id, person_id, first_run_id, flagged_on, comment_until)
  SELECT
    f.finding_id, f.period_id, f.person_id, f.run_id, today.day,
    CASE WHEN comment_days = 0 THEN today.day - 1 ELSE fairshare.add_working_days(today.day, comment_days) END
  FROM fairshare.findings AS f
  CROSS JOIN (SELECT (pg_catalog.now() AT TIME ZONE 'UTC')::date AS day) AS today
  WHERE f.run_id = run AND f.state = 'flag'
  ON CONFLICT (finding_id) DO NOTHING
$$;
COMMENT ON FUNCTION fairshare.open_finding_cases(uuid, integer) IS 'Opens a case for every flag of a run that never was one before.';

CREATE FUNCTION fairshare.published_finding_states(period text) RETURNS TABLE (finding_id text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT f.finding_id, f.state
  FROM fairshare.published_runs AS p
  JOIN fairshare.findings AS f ON f.run_id = p.run_id
  WHERE p.period_id = period
$$;
COMMENT ON FUNCTION fairshare.published_finding_states(text) IS 'State of every finding of a period''s published run.';

CREATE FUNCTION fairshare.open_findings_before(first_day date) RETURNS TABLE (kind text, person_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT DISTINCT f.kind, f.person_id
  FROM (
    SELECT p.run_id
    FROM fairshare.published_runs AS p
    JOIN fairshare.runs AS r ON r.run_id = p.run_id
    WHERE r.period_ends_on < first_day
    ORDER BY r.period_ends_on DESC, p.period_id
    LIMIT 1
  ) AS b
  JOIN fairshare.findings AS f ON f.run_id = b.run_id
  WHERE f.state IN ('watch', 'flag')
$$;
COMMENT ON FUNCTION fairshare.open_findings_before(date) IS 'Open findings of the newest published run of a period that ended before a day.';

CREATE FUNCTION fairshare.decided_findings() RETURNS TABLE (finding_id text, decision text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT DISTINCT ON (d.finding_id) d.finding_id, d.decision
  FROM fairshare.decisions AS d
  ORDER BY d.finding_id, d.decided_at DESC, d.decision
$$;
COMMENT ON FUNCTION fairshare.decided_findings() IS 'The newest decision on every finding, without its reason.';
