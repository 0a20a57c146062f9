-- Purpose: whether published shares sum to exactly 1, and evidence pieces to their share. Parameters: none. Row order: one row.
-- Grain: all published runs: divisions of a key result by a model, those whose sum is not 1, evidence shares, those that
-- differ from the sum of their pieces.
WITH division AS (
  SELECT sum(share) AS total FROM fairshare.latest_shares GROUP BY run_id, key_result_id, model
), explained AS (
  SELECT s.share, coalesce(sum(e.amount), 0) AS pieces
  FROM fairshare.latest_shares AS s
  LEFT JOIN fairshare.latest_evidence AS e
    ON e.run_id = s.run_id AND e.key_result_id = s.key_result_id AND e.person_id = s.person_id
  WHERE s.model = 'evidence'
  GROUP BY s.run_id, s.key_result_id, s.person_id, s.share
)
SELECT
  (SELECT count(*) FROM division) AS divisions, (SELECT count(*) FROM division WHERE total <> 1) AS wrong_divisions,
  (SELECT count(*) FROM explained) AS evidence_shares,
  (SELECT count(*) FROM explained WHERE share <> pieces) AS wrong_evidence_shares
