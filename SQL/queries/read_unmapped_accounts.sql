-- Purpose: accounts of a run that stand for nobody. Parameters: $1 uuid run. Order: rows falling, account. Grain: one row an account.
SELECT account, rows FROM fairshare.unmapped_accounts WHERE run_id = $1 ORDER BY rows DESC, account
