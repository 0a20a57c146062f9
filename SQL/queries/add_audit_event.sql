-- Purpose: write an event of the audit trail. Parameters: $1 text actor, $2 text action, $3 text subject, $4 text detail. Grain: none.
INSERT INTO fairshare.audit_events (actor, action, subject, detail) VALUES ($1, $2, $3, $4)
