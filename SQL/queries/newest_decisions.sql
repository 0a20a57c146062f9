-- Purpose: the newest human decision on every finding. Parameters: none. Order: finding id. Grain: one row a finding.
SELECT finding_id, decision FROM fairshare.decided_findings() ORDER BY finding_id
