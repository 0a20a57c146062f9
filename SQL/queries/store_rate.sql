-- Purpose: store an exchange rate of a run. Parameters: $1 uuid run, $2 text channel, $3 float8 rate, $4 float8 low or null, $5 float8
-- high or null, $6 text source (policy or learned). Grain: none.
INSERT INTO fairshare.exchange_rates (run_id, channel, rate, rate_low, rate_high, source) VALUES ($1, $2, $3, $4, $5, $6)
