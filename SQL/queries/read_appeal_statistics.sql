-- Purpose: how appeals went. Parameters: none. Order: none. Grain: one row.
SELECT opened, open, upheld, declined, median_days, overdue FROM fairshare.appeal_statistics
