-- Purpose: store what a run read. Parameters: $1 uuid run, $2 text first day, $3 text last day, $4 text as-of time,
-- $5 text row counts (JSON), $6 text fingerprint, $7 text rows in the period (JSON). Grain: none.
UPDATE fairshare.runs
SET period_starts_on = $2::date, period_ends_on = $3::date, as_of = $4::timestamptz, row_counts = $5::jsonb,
  input_fingerprint = $6, period_rows = $7::jsonb
WHERE run_id = $1
