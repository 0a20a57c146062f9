-- Purpose: sums of some people over their newest published periods. Parameters: $1 date, no period that starts later, $2 text[]
-- person ids. Order: person, period start, period. Grain: one row a person and period.
SELECT person_id, period_id, credited, contributed, contributed_low, contributed_high, unlinked_effort
FROM fairshare.trend_people
WHERE period_starts_on <= $1 AND person_id = ANY ($2::text[])
ORDER BY person_id, period_starts_on, period_id
