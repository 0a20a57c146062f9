-- Purpose: the periods of the company, oldest first. Parameters: none. Row order: first day, then id. Grain: period.
SELECT period_id FROM collab.periods ORDER BY starts_on, period_id COLLATE "C"
