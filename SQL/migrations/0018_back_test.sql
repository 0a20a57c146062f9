-- What a new version of the engine is compared with before it publishes, and what pages name of the chain of decisions.

CREATE FUNCTION fairshare.published_consensus(run uuid) RETURNS TABLE (key_result_id text, person_id text, share numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET row_security = on AS $$
  SELECT s.key_result_id, s.person_id, s.share
  FROM fairshare.shares AS s
  WHERE s.run_id = published_consensus.run AND s.model = 'consensus'
    AND EXISTS (SELECT FROM fairshare.published_runs AS p WHERE p.run_id = published_consensus.run)
$$;
COMMENT ON FUNCTION fairshare.published_consensus(uuid) IS 'Consensus shares of a run that readers see: what the batch compares a new version of the engine with.';
REVOKE ALL ON FUNCTION fairshare.published_consensus(uuid) FROM PUBLIC;

INSERT INTO fairshare.role_rights (role, kind, object, privileges)
VALUES ('fairshare_batch', 'function', 'fairshare.published_consensus', ARRAY['EXECUTE']);

-- Pages name the end of the chain of decisions, so that whoever keeps one on paper can tell later whether the chain is still the same. It is a
-- number and a digest, and says nothing of what was decided.
INSERT INTO fairshare.role_rights (role, kind, object, privileges)
SELECT r.name, 'relation', 'fairshare.decision_log_head', ARRAY['SELECT']
FROM pg_catalog.unnest(ARRAY['fairshare_hr', 'fairshare_leader', 'fairshare_person']) AS r (name);
