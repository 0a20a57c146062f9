-- Purpose: appeals. Parameters: none. Order: open ones first, the next due before; then the newest. Grain: one row an appeal.
SELECT
  a.appeal_id, a.person_id, a.key_result_id,
  pg_catalog.to_char(a.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS opened_at, a.text, a.answer, a.answered_by,
  a.share_before, a.share_after, a.period_id, a.due_on::text AS due_on, a.outcome,
  (a.due_on < (coalesce(a.answered_at, pg_catalog.now()) AT TIME ZONE 'UTC')::date) IS TRUE AS is_overdue,
  (SELECT pg_catalog.count(*) FROM fairshare.appeal_evidence AS e WHERE e.appeal_id = a.appeal_id)
    + (a.evidence IS NOT NULL)::integer AS pieces,
  a.evidence, a.run_before
FROM fairshare.appeals AS a
ORDER BY a.answered_at IS NOT NULL, CASE WHEN a.answered_at IS NULL THEN a.due_on END, a.opened_at DESC, a.appeal_id
