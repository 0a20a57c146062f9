-- Purpose: make roles, owners, rights and row policies as they are written down. Parameters: none. Order: code, subject. Grain: one row a
-- thing that this login may not do itself.
SELECT code, subject FROM fairshare.apply_rights() ORDER BY code, subject
