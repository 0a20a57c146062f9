-- Purpose: lines of pg_hba.conf and stored passwords that let somebody in too easily; for a superuser. Parameters: none. Order: code,
-- subject. Grain: one row a violation.
SELECT v.code, v.subject
FROM (
  SELECT 'hba_' || h.auth_method AS code, 'line ' || h.line_number || ' of pg_hba.conf: ' || h.type AS subject
  FROM pg_catalog.pg_hba_file_rules AS h
  WHERE h.auth_method IN ('trust', 'password', 'md5', 'ident')
  UNION ALL
  SELECT 'hba_without_tls', 'line ' || h.line_number || ' of pg_hba.conf: ' || h.type
  FROM pg_catalog.pg_hba_file_rules AS h
  WHERE h.type IN ('host', 'hostnossl') AND h.auth_method <> 'reject'
    AND coalesce(h.address, '') NOT IN ('127.0.0.1', '::1', 'localhost', 'samehost')
  UNION ALL
  SELECT 'password_not_scram', a.rolname::text
  FROM pg_catalog.pg_authid AS a
  WHERE a.rolpassword IS NOT NULL AND a.rolpassword NOT LIKE 'SCRAM-SHA-256$%'
) AS v
ORDER BY v.code, v.subject
