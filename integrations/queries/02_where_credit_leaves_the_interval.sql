-- Where does the credit on record lie outside the 90 % interval of the contribution?  哪些功劳记录落在贡献的 90% 区间之外？
-- A difference is a question to a human, never a verdict. Key results that are not judged are left out.
-- Grain: one row a key result and person; the widest first.
SELECT
  estimate.period_id,
  estimate.key_result_id,
  estimate.person_id,
  credit.share AS credited,
  estimate.share AS contributed,
  estimate.share_low,
  estimate.share_high,
  estimate.share - credit.share AS gap
FROM fairshare.latest_shares AS estimate
JOIN fairshare.latest_shares AS credit
  USING (run_id, key_result_id, person_id)
JOIN fairshare.latest_key_results AS key_result
  USING (run_id, key_result_id)
WHERE
  estimate.model = 'consensus'
  AND credit.model = 'declared'
  AND key_result.state = 'judged'
  AND credit.share NOT BETWEEN estimate.share_low AND estimate.share_high
ORDER BY abs(estimate.share - credit.share) DESC, estimate.key_result_id, estimate.person_id;
