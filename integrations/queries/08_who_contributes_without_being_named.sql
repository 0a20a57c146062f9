-- Who contributes to key results without being among their authors?  谁在没有署名的关键结果里有贡献？
-- Grain: one row a period and person.
SELECT
  estimate.period_id,
  estimate.person_id,
  count(*) AS key_results,
  sum(estimate.share * key_result.value) AS contributed
FROM fairshare.latest_shares AS estimate
JOIN fairshare.latest_shares AS credit
  USING (run_id, key_result_id, person_id)
JOIN fairshare.latest_key_results AS key_result
  USING (run_id, key_result_id)
WHERE
  estimate.model = 'consensus'
  AND credit.model = 'declared'
  AND credit.share = 0
  AND key_result.state = 'judged'
  AND estimate.share_low > 0
GROUP BY estimate.period_id, estimate.person_id
ORDER BY estimate.period_id DESC, contributed DESC, estimate.person_id;
