-- Purpose: every place where the chain of decisions was tampered with. Parameters: none. Order: table, number, fault, key.
-- Grain: one row a fault; number 0 for a row that is not in the chain.
SELECT coalesce(number, 0) AS number, fault, source_table, source_key
FROM fairshare.verify_decision_log()
ORDER BY source_table NULLS FIRST, 1, fault, source_key
