-- Purpose: counts for the impact assessment. Parameters: $1 uuid run. Order: topic, name. Grain: one row a topic and name.
SELECT 'read' AS topic, r.key AS name, r.value::bigint AS count
FROM fairshare.runs AS run CROSS JOIN LATERAL pg_catalog.jsonb_each_text(run.row_counts) AS r
WHERE run.run_id = $1
UNION ALL
SELECT 'finding', f.kind || ' ' || f.state, pg_catalog.count(*) FROM fairshare.findings AS f WHERE f.run_id = $1 GROUP BY 2
UNION ALL
SELECT 'decision', d.decision, pg_catalog.count(*) FROM fairshare.decisions AS d GROUP BY 2
UNION ALL
SELECT 'proof', e.kind, pg_catalog.count(*) FROM fairshare.erasure_proofs AS e GROUP BY 2
UNION ALL
SELECT 'key_result', k.state, pg_catalog.count(*) FROM fairshare.key_result_scores AS k WHERE k.run_id = $1 GROUP BY 2
UNION ALL
SELECT 'notice', n.code, n.count FROM fairshare.run_notices AS n WHERE n.run_id = $1
ORDER BY topic, name
