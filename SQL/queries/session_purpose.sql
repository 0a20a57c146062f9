-- Purpose: say that this session makes pages and files for others, so that it sees what they may see. Parameters: none. Grain: one row.
SELECT pg_catalog.set_config('fairshare.purpose', 'publication', false)
