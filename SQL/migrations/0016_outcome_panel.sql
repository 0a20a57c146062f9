-- What the outcome model learns from: how key results of earlier periods went, and who took part. And a look at how far people move that
-- reads each run once.

CREATE FUNCTION fairshare.outcome_panel(first_day date, place integer, least_part numeric)
RETURNS TABLE (key_result_id text, kind text, attainment double precision, person_id text, share numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT k.key_result_id, k.kind, k.attainment, s.person_id, s.share
  FROM (
    SELECT p.run_id
    FROM fairshare.published_runs AS p
    JOIN fairshare.runs AS r ON r.run_id = p.run_id
    WHERE r.period_ends_on < first_day
    ORDER BY r.period_ends_on DESC, p.period_id
    LIMIT 1 OFFSET place
  ) AS b
  JOIN fairshare.key_result_scores AS k ON k.run_id = b.run_id
  JOIN fairshare.shares AS s ON s.run_id = b.run_id AND s.key_result_id = k.key_result_id
  WHERE k.attainment IS NOT NULL AND k.state = 'judged' AND s.model = 'consensus' AND s.share >= least_part
$$;
COMMENT ON FUNCTION fairshare.outcome_panel(date, integer, numeric) IS 'Judged key results with an attainment of one published period that ended before a day (the newest is place 0), and who had at least a part of them by the consensus.';
REVOKE ALL ON FUNCTION fairshare.outcome_panel(date, integer, numeric) FROM PUBLIC;

CREATE OR REPLACE FUNCTION fairshare.count_moved(run uuid, beyond double precision) RETURNS TABLE (moved bigint, people bigint)
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
  -- Both tables have their key: whether a run knows a key result is one look into its index.
  RETURN QUERY EXECUTE pg_catalog.format(
    $query$
    WITH known AS MATERIALIZED (
      SELECT k.key_result_id, k.value FROM fairshare.%2$I AS k
      WHERE k.value > 0
        AND EXISTS (
          SELECT FROM fairshare.%1$I AS n
          WHERE n.run_id = $3 AND n.key_result_id = k.key_result_id AND n.model = 'consensus')
        AND EXISTS (
          SELECT FROM fairshare.shares AS o
          WHERE o.run_id = $1 AND o.key_result_id = k.key_result_id AND o.model = 'consensus')
    ), person AS (
      SELECT
        pg_catalog.sum(k.value * pg_catalog.abs(coalesce(n.share, 0) - coalesce(o.share, 0))::double precision)
          / pg_catalog.sum(k.value) AS moved
      FROM (SELECT s.key_result_id, s.person_id, s.share FROM fairshare.%1$I AS s WHERE s.model = 'consensus') AS n
      FULL JOIN (
        SELECT s.key_result_id, s.person_id, s.share FROM fairshare.shares AS s
        WHERE s.run_id = $1 AND s.model = 'consensus'
      ) AS o USING (key_result_id, person_id)
      JOIN known AS k USING (key_result_id)
      GROUP BY person_id
    )
    SELECT pg_catalog.count(*) FILTER (WHERE p.moved > $2), pg_catalog.count(*) FROM person AS p
    $query$,
    fairshare.partition_name('shares', run), fairshare.partition_name('key_result_scores', run))
  USING before, beyond, run;
END
$$;

INSERT INTO fairshare.role_rights (role, kind, object, privileges)
VALUES ('fairshare_batch', 'function', 'fairshare.outcome_panel', ARRAY['EXECUTE']);
