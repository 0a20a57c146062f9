-- Purpose: the newest human decision on every finding. Parameters: none. Order: finding id. Grain: one row a finding.
SELECT DISTINCT ON (finding_id) finding_id, decision
FROM fairshare.decisions
ORDER BY finding_id, decided_at DESC, decision
