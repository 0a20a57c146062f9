-- Purpose: whether this session may note that it opened a finding, as only reviewers may. Parameters: none. Order: none. Grain: one row.
SELECT pg_catalog.has_table_privilege('fairshare.case_views', 'INSERT')
