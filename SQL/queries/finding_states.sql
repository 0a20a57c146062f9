-- Purpose: state of every finding of a period's published run. Parameters: $1 text period id. Order: finding id. Grain: one row a finding.
SELECT finding_id, state FROM fairshare.published_finding_states($1) ORDER BY finding_id
