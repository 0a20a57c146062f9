-- Purpose: note that a run's rows about persons are gone, and delete what it set aside. Parameters: $1 uuid run. Order: none. Grain: one row,
-- how many rows set aside were deleted.
WITH noted AS (
  UPDATE fairshare.runs SET person_rows_dropped_at = pg_catalog.now() WHERE run_id = $1
),
gone AS (
  DELETE FROM fairshare.quarantined_rows WHERE run_id = $1 RETURNING run_id
)
SELECT pg_catalog.count(*) FROM gone
