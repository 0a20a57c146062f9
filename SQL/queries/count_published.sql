-- Purpose: tell the planner how few runs are published. Parameters: none. Grain: one row.
SELECT fairshare.count_published()
