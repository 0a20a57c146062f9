-- Purpose: the company-wide numbers that a run learned. Parameters: $1 uuid run. Order: name. Grain: one row a number.
SELECT name, value FROM fairshare.company_fit WHERE run_id = $1 ORDER BY name
