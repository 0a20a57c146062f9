-- Purpose: open findings of the published run of the period before. Parameters: $1 text first day of this period.
-- Order: kind, person. Grain: one row a kind and person. The period before is the newest published one that ended before that day.
SELECT kind, person_id FROM fairshare.open_findings_before($1::text::date) ORDER BY kind, person_id
