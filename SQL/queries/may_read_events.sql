-- Purpose: whether this login may read the audit trail. Parameters: none. Grain: one row.
SELECT pg_catalog.has_table_privilege('fairshare.audit_events', 'SELECT') AS may_read
