-- Purpose: every right, owner, policy, view, function or role that is not as it must be. Parameters: none. Order: code, subject. Grain:
-- one row a violation.
WITH ours AS (
  SELECT n.oid FROM pg_catalog.pg_namespace AS n WHERE n.nspname IN ('fairshare', 'collab')
), roles AS (
  SELECT n.name, r.oid, r.rolsuper, r.rolbypassrls, r.rolcanlogin, r.rolcreaterole, r.rolcreatedb, r.rolreplication
  FROM pg_catalog.unnest(ARRAY['fairshare_owner', 'fairshare_batch', 'fairshare_hr', 'fairshare_leader', 'fairshare_data',
    'fairshare_person', 'fairshare_auditor']) AS n (name)
  LEFT JOIN pg_catalog.pg_roles AS r ON r.rolname = n.name
), relations AS (
  SELECT
    c.*, n.nspname || '.' || c.relname AS full_name,
    -- A partition that a running batch fills is its own until it is attached.
    c.relkind = 'r' AND NOT c.relispartition AND c.relname ~ '_r[0-9a-f]{32}$' AS is_staged
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relnamespace IN (SELECT o.oid FROM ours AS o) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
), given AS (
  SELECT 'schema' AS kind, n.nspname::text AS object, x.grantee, x.privilege_type AS privilege, NULL::text AS column_name
  FROM pg_catalog.pg_namespace AS n
  CROSS JOIN LATERAL pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) AS x
  WHERE n.oid IN (SELECT o.oid FROM ours AS o) AND x.grantee <> n.nspowner
  UNION ALL
  SELECT 'relation', c.full_name, x.grantee, x.privilege_type, NULL
  FROM relations AS c
  CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS x
  WHERE NOT c.is_staged AND x.grantee <> c.relowner
  UNION ALL
  SELECT 'relation', c.full_name, x.grantee, x.privilege_type, a.attname
  FROM relations AS c
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
  CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) AS x
  WHERE NOT c.is_staged AND x.grantee <> c.relowner
  UNION ALL
  SELECT DISTINCT 'function', 'fairshare.' || p.proname, x.grantee, x.privilege_type, NULL
  FROM pg_catalog.pg_proc AS p
  CROSS JOIN LATERAL pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) AS x
  WHERE p.pronamespace IN (SELECT o.oid FROM ours AS o) AND x.grantee <> p.proowner
), wanted AS (
  SELECT g.role, g.kind, g.object, p.privilege, c.name AS column_name
  FROM fairshare.role_rights AS g
  CROSS JOIN LATERAL pg_catalog.unnest(g.privileges) AS p (privilege)
  LEFT JOIN LATERAL pg_catalog.unnest(g.columns) AS c (name) ON true
  WHERE g.kind <> 'relation' OR pg_catalog.to_regclass(g.object) IS NOT NULL
), policies AS (
  SELECT
    c.relname::text AS source_table, p.polname::text AS name, p.polroles,
    pg_catalog.concat_ws(' / ', pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
      AS conditions
  FROM pg_catalog.pg_policy AS p
  JOIN relations AS c ON c.oid = p.polrelid
), wanted_policies AS (
  SELECT w.source_table, w.role || '_' || pg_catalog.lower(w.command) AS name, w.role, w.applied AS conditions
  FROM fairshare.row_policies AS w
  WHERE pg_catalog.to_regclass('fairshare.' || pg_catalog.quote_ident(w.source_table)) IS NOT NULL
  UNION
  SELECT w.source_table, 'owner_sees_all', 'fairshare_owner', 'true / true'
  FROM fairshare.row_policies AS w
  WHERE pg_catalog.to_regclass('fairshare.' || pg_catalog.quote_ident(w.source_table)) IS NOT NULL
)
SELECT v.code, v.subject::text
FROM (
  SELECT 'role_missing' AS code, r.name AS subject FROM roles AS r WHERE r.oid IS NULL
  UNION ALL
  SELECT 'role_too_strong', r.name FROM roles AS r
  WHERE r.rolsuper OR r.rolbypassrls OR r.rolcanlogin OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
  UNION ALL
  -- Whoever runs the batch must neither pass by row policies nor be able to alter the tables.
  SELECT 'batch_too_strong', m.rolname
  FROM pg_catalog.pg_auth_members AS a
  JOIN roles AS r ON r.oid = a.roleid AND r.name = 'fairshare_batch'
  JOIN pg_catalog.pg_roles AS m ON m.oid = a.member
  WHERE m.rolsuper OR m.rolbypassrls
    OR EXISTS (
      SELECT FROM pg_catalog.pg_auth_members AS b JOIN roles AS o ON o.oid = b.roleid AND o.name = 'fairshare_owner'
      WHERE b.member = m.oid)
  UNION ALL
  SELECT 'role_in_role', m.name || ' in ' || r.name
  FROM pg_catalog.pg_auth_members AS a
  JOIN roles AS r ON r.oid = a.roleid
  JOIN roles AS m ON m.oid = a.member
  UNION ALL
  SELECT 'owner_differs', n.nspname FROM pg_catalog.pg_namespace AS n
  WHERE n.oid IN (SELECT o.oid FROM ours AS o) AND pg_catalog.pg_get_userbyid(n.nspowner) <> 'fairshare_owner'
  UNION ALL
  SELECT 'owner_differs', c.full_name FROM relations AS c WHERE pg_catalog.pg_get_userbyid(c.relowner) <> 'fairshare_owner'
  UNION ALL
  SELECT 'owner_differs', p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc AS p
  WHERE p.pronamespace IN (SELECT o.oid FROM ours AS o) AND pg_catalog.pg_get_userbyid(p.proowner) <> 'fairshare_owner'
  UNION ALL
  SELECT 'public_right', g.privilege || ' on ' || g.object FROM given AS g WHERE g.grantee = 0
  UNION ALL
  SELECT 'extra_right',
    pg_catalog.pg_get_userbyid(g.grantee) || ' ' || g.privilege || ' on ' || g.object || coalesce('.' || g.column_name, '')
  FROM given AS g
  WHERE g.grantee <> 0 AND NOT EXISTS (
    SELECT FROM wanted AS w
    WHERE w.role = pg_catalog.pg_get_userbyid(g.grantee) AND w.kind = g.kind AND w.object = g.object AND w.privilege = g.privilege
      AND w.column_name IS NOT DISTINCT FROM g.column_name)
  UNION ALL
  SELECT 'missing_right', w.role || ' ' || w.privilege || ' on ' || w.object || coalesce('.' || w.column_name, '')
  FROM wanted AS w
  JOIN roles AS r ON r.name = w.role AND r.oid IS NOT NULL
  WHERE NOT EXISTS (
    SELECT FROM given AS g
    WHERE g.grantee = r.oid AND w.kind = g.kind AND w.object = g.object AND w.privilege = g.privilege
      AND w.column_name IS NOT DISTINCT FROM g.column_name)
  UNION ALL
  -- A table of people that anybody but the owner reads, or that policies were written for.
  SELECT 'row_security_off', c.full_name
  FROM relations AS c
  WHERE c.full_name LIKE 'fairshare.%' AND c.relkind IN ('r', 'p') AND NOT c.is_staged
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
    AND (
      c.relname IN (SELECT w.source_table FROM wanted_policies AS w)
      OR (
        EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'person_id' AND a.attnum > 0)
        AND EXISTS (SELECT FROM given AS g WHERE g.object = c.full_name)))
  UNION ALL
  SELECT 'policy_differs', coalesce(w.source_table, p.source_table) || ' ' || coalesce(w.name, p.name)
  FROM wanted_policies AS w
  FULL JOIN policies AS p ON p.source_table = w.source_table AND p.name = w.name
  LEFT JOIN roles AS r ON r.name = w.role
  WHERE w.name IS NULL OR p.name IS NULL OR p.conditions IS DISTINCT FROM w.conditions OR p.polroles <> ARRAY[r.oid]
  UNION ALL
  SELECT 'view_with_owners_eyes', c.full_name FROM relations AS c
  WHERE c.relkind = 'm'
    OR (c.relkind = 'v' AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'] OR c.reloptions @> ARRAY['security_invoker=on'],
      false))
  UNION ALL
  SELECT 'function_path_open', p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc AS p
  WHERE p.pronamespace IN (SELECT o.oid FROM ours AS o) AND p.prosecdef
    AND NOT coalesce(p.proconfig @> ARRAY['search_path=""'], false)
  UNION ALL
  SELECT 'trigger_off', c.full_name || ' ' || t.tgname
  FROM pg_catalog.pg_trigger AS t
  JOIN relations AS c ON c.oid = t.tgrelid
  WHERE NOT t.tgisinternal AND t.tgenabled IN ('D', 'R')
  UNION ALL
  SELECT 'public_may_create', n.nspname
  FROM pg_catalog.pg_namespace AS n
  CROSS JOIN LATERAL pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) AS x
  WHERE n.nspname = 'public' AND x.grantee = 0 AND x.privilege_type = 'CREATE'
  UNION ALL
  SELECT 'password_not_scram', 'password_encryption'
  WHERE pg_catalog.current_setting('password_encryption') <> 'scram-sha-256'
) AS v
ORDER BY v.code, v.subject
