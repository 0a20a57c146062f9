-- Purpose: published findings about credit that people are asked to look at. Parameters: $1 text period id.
-- Row order: key result, person, kind. Grain: finding.
SELECT key_result_id, person_id, kind, state
FROM fairshare.latest_findings
WHERE
  period_id = $1 AND kind IN ('over_credited', 'under_credited') AND state IN ('flag', 'watch')
  AND key_result_id IS NOT NULL
ORDER BY key_result_id COLLATE "C", person_id COLLATE "C", kind COLLATE "C"
