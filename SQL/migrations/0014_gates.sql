-- What a later run compares with, and results that wait for somebody: a staged and complete run may be held, keeps its partitions, and is released or given up later.

ALTER TABLE fairshare.runs ADD COLUMN period_rows jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN fairshare.runs.period_rows IS 'Rows of each source table of acts that belong to the period, as an object of counts; the next run of the period is refused where fewer than half of them are left.';

CREATE OR REPLACE FUNCTION fairshare.require_staging(family text, run uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_class AS c
    WHERE c.relnamespace = 'fairshare'::pg_catalog.regnamespace AND c.relkind = 'p' AND c.relname = family)
  THEN
    RAISE EXCEPTION '% is no result table', family USING ERRCODE = 'undefined_table';
  END IF;
  IF NOT EXISTS (SELECT FROM fairshare.runs AS r WHERE r.run_id = run AND r.state IN ('running', 'held'))
    OR EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = run)
  THEN
    RAISE EXCEPTION 'run % is not running: its results stay as they are', run USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;
COMMENT ON FUNCTION fairshare.require_staging(text, uuid) IS 'Refuses to touch results of a run that neither runs nor is held, and tables that hold no results.';

CREATE OR REPLACE FUNCTION fairshare.refuse_restart() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (NEW.state = 'running' AND OLD.state <> 'running') OR (NEW.state = 'held' AND OLD.state NOT IN ('running', 'held')) THEN
    RAISE EXCEPTION 'run % has ended and cannot run again', OLD.run_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION fairshare.refuse_restart() IS 'Keeps a run that has ended from being called running or held again, which would open its results to the batch.';

CREATE OR REPLACE FUNCTION fairshare.attach_partition(family text, run uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  partition text := fairshare.partition_name(family, run);
  item record;
BEGIN
  PERFORM fairshare.require_staging(family, run);
  EXECUTE pg_catalog.format(
    'ALTER TABLE fairshare.%1$I ATTACH PARTITION fairshare.%2$I FOR VALUES IN (%3$L)', family, partition, run);
  -- From here on rows are read through the parent and its row policies only. Who releases a held run need not be who staged it.
  FOR item IN
    SELECT DISTINCT x.grantee::pg_catalog.regrole::text AS name
    FROM pg_catalog.pg_class AS c
    CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS x
    WHERE c.oid = pg_catalog.to_regclass('fairshare.' || pg_catalog.quote_ident(partition)) AND x.grantee <> c.relowner
      AND x.grantee <> 0
  LOOP
    EXECUTE pg_catalog.format('REVOKE ALL ON fairshare.%1$I FROM %2$s', partition, item.name);
  END LOOP;
END
$$;

CREATE FUNCTION fairshare.count_moved(run uuid, beyond double precision) RETURNS TABLE (moved bigint, people bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
DECLARE
  before uuid := (
    SELECT p.run_id FROM fairshare.published_runs AS p
    WHERE p.period_id = (SELECT r.period_id FROM fairshare.runs AS r WHERE r.run_id = run));
BEGIN
  PERFORM fairshare.require_staging('shares', run);
  IF before IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE pg_catalog.format(
    $query$
    WITH new AS (
      SELECT s.key_result_id, s.person_id, s.share FROM fairshare.%1$I AS s WHERE s.model = 'consensus'
    ), old AS (
      SELECT s.key_result_id, s.person_id, s.share FROM fairshare.shares AS s WHERE s.run_id = $1 AND s.model = 'consensus'
    ), known AS (
      SELECT k.key_result_id, k.value FROM fairshare.%2$I AS k
      WHERE k.value > 0 AND k.key_result_id IN (SELECT n.key_result_id FROM new AS n)
        AND k.key_result_id IN (SELECT o.key_result_id FROM old AS o)
    ), person AS (
      SELECT
        pg_catalog.sum(k.value * pg_catalog.abs(coalesce(n.share, 0) - coalesce(o.share, 0))::double precision)
          / pg_catalog.sum(k.value) AS moved
      FROM new AS n
      FULL JOIN old AS o USING (key_result_id, person_id)
      JOIN known AS k USING (key_result_id)
      GROUP BY person_id
    )
    SELECT pg_catalog.count(*) FILTER (WHERE p.moved > $2), pg_catalog.count(*) FROM person AS p
    $query$,
    fairshare.partition_name('shares', run), fairshare.partition_name('key_result_scores', run))
  USING before, beyond;
END
$$;
COMMENT ON FUNCTION fairshare.count_moved(uuid, double precision) IS 'How many people a staged run would move by more than a part of a share beside the run that readers see, and of how many; a move is the mean over the key results of both, by value. No row where nothing is published.';
REVOKE ALL ON FUNCTION fairshare.count_moved(uuid, double precision) FROM PUBLIC;

INSERT INTO fairshare.role_rights (role, kind, object, privileges)
VALUES
  ('fairshare_batch', 'function', 'fairshare.count_moved', ARRAY['EXECUTE']),
  -- A drop of rows that somebody accepts, and the release of a held run, are written down.
  ('fairshare_batch', 'relation', 'fairshare.audit_events', ARRAY['INSERT']);
