-- What kinds of evidence make up the contributions?  贡献由哪些证据构成？
-- The amounts of one key result sum to 1, so the sum over key results is divided by their number.
-- Grain: one row a period and kind.
SELECT
  period_id,
  kind,
  sum(acts) AS acts,
  sum(amount) / count(DISTINCT key_result_id) AS part_where_present,
  sum(amount) / sum(sum(amount)) OVER (PARTITION BY period_id) AS part
FROM fairshare.latest_evidence
GROUP BY period_id, kind
ORDER BY period_id, part DESC, kind;
