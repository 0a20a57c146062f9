-- Purpose: reviewers who confirm nearly everything within seconds. Parameters: none. Order: reviewer. Grain: one row a reviewer.
SELECT reviewed_by, reviews, quick_confirmed
FROM fairshare.reviewer_habits
WHERE is_rubber_stamp
ORDER BY reviewed_by
