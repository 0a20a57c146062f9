-- Adds :cases prompts to the newest published run: every kind, over all people and key results. To look at long queues only.
INSERT INTO fairshare.findings (run_id, period_id, finding_id, kind, key_result_id, person_id, probability, expected_false_share, state, reasons)
SELECT r.run_id, r.period_id, 'case' || lpad(row_number() OVER (ORDER BY p.person_id, k.key_result_id, c.kind)::text, 12, '0'), c.kind,
  CASE WHEN c.is_habit THEN NULL ELSE k.key_result_id END, p.person_id, 0.97, 0.04, 'flag',
  '["leave", "joined_late", "job_with_few_traces", "records_and_peers_agree", "changes_with_credit_record"]'
FROM (SELECT run_id, period_id FROM fairshare.published_runs JOIN fairshare.runs USING (run_id, period_id) ORDER BY period_starts_on DESC LIMIT 1) AS r,
  (SELECT DISTINCT person_id FROM fairshare.latest_shares) AS p,
  (SELECT DISTINCT key_result_id FROM fairshare.latest_shares) AS k,
  (VALUES ('over_credited', false), ('under_credited', false), ('uncredited_contributor', false), ('nominal_author', false),
    ('inflated_effort', true), ('key_person_risk', true)) AS c (kind, is_habit)
LIMIT :cases;
