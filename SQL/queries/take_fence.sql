-- Purpose: the next fence of a period. Parameters: $1 text period id. Grain: one row.
INSERT INTO fairshare.period_fences AS f (period_id, fence)
VALUES ($1, 1)
ON CONFLICT (period_id) DO UPDATE SET fence = f.fence + 1
RETURNING fence
