-- Purpose: the exchange rates of a run. Parameters: $1 uuid run. Order: channel. Grain: one row a channel.
SELECT channel, rate FROM fairshare.exchange_rates WHERE run_id = $1 ORDER BY channel
