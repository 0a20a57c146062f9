-- Which prompts wait for somebody to look?  哪些提示在等人核对？
-- Grain: one row a finding without a decision; the most probable first.
SELECT
  finding.period_id,
  finding.finding_id,
  finding.kind,
  finding.person_id,
  finding.key_result_id,
  finding.probability,
  finding.expected_false_share,
  finding.state,
  jsonb_array_length(finding.reasons) AS reasons
FROM fairshare.latest_findings AS finding
WHERE
  finding.state IN ('flag', 'watch')
  AND NOT EXISTS (
    SELECT FROM fairshare.decisions AS decision WHERE decision.finding_id = finding.finding_id
  )
ORDER BY finding.period_id DESC, finding.probability DESC, finding.finding_id;
