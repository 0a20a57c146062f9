-- Purpose: the newest fence of a period, locked until the transaction ends. Parameters: $1 text period id. Grain: one row.
SELECT fence FROM fairshare.period_fences WHERE period_id = $1 FOR UPDATE
