-- Purpose: a run that waits for somebody to release it. Parameters: $1 uuid run. Grain: one row, or none.
SELECT period_id, fence, result_digest, reason FROM fairshare.runs WHERE run_id = $1 AND state = 'held'
