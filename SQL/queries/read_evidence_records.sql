-- Purpose: the records that weigh most for one person in one key result. Parameters: $1 uuid run, $2 text key result id,
-- $3 text person id. Order: rank. Grain: one row a record.
SELECT source_table, source_id, kind, amount
FROM fairshare.evidence_records
WHERE run_id = $1 AND key_result_id = $2 AND person_id = $3
ORDER BY rank
