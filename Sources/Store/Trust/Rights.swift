internal import FairshareSQL
package import Postgres

/// Roles, owners, rights and row policies of the database, and whether they are as they must be.
package enum Rights {
  /// Something that is not as it must be, or that this login could not do.
  package struct Violation: Sendable, Hashable {
    package var code: String
    package var subject: String
  }

  /// Makes them as the tables `role_rights` and `row_policies` say. Doing it twice changes nothing.
  ///
  /// - Parameter schema: source schema in which the organisation is looked up.
  /// - Returns: what this login may not do itself; a DBA can, with `script`.
  /// - Throws: `PostgresError`.
  package static func apply(_ connection: inout Connection, schema: String) throws -> [Violation] {
    try connection.withTransaction { connection in
      try connection.execute("SELECT pg_catalog.set_config('lock_timeout', '5s', true)")
      try connection.execute(Query.setSourceSchema.sql, [.text(schema)])
      return try violations(&connection, Query.applyRights, patience: .seconds(300)) + logSettings(&connection)
    }
  }

  /// What only a superuser can give the batch: to keep row texts out of the server's log, from PostgreSQL 15 on.
  private static func logSettings(_ connection: inout Connection) throws(PostgresError) -> [Violation] {
    guard connection.serverVersion >= 150_000 else { return [] }
    let isOpen = try connection.execute(
      """
      SELECT EXISTS (
        SELECT FROM pg_catalog.pg_roles AS r
        CROSS JOIN (VALUES ('log_error_verbosity'), ('log_min_error_statement')) AS p (name)
        WHERE r.rolname = 'fairshare_batch' AND NOT pg_catalog.has_parameter_privilege(r.oid, p.name, 'SET'))
      """
    ).bool(0, 0)
    let grant = "GRANT SET ON PARAMETER log_error_verbosity, log_min_error_statement TO fairshare_batch"
    return isOpen ? [Violation(code: "log_settings", subject: grant)] : []
  }

  /// Whether this login may ask what is not as it must be.
  package static func mayBeChecked(_ connection: inout Connection) throws(PostgresError) -> Bool {
    let rows = try connection.execute(
      "SELECT pg_catalog.has_table_privilege('fairshare.role_rights', 'SELECT') "
        + "AND pg_catalog.has_table_privilege('fairshare.row_policies', 'SELECT')")
    return try rows.bool(0, 0)
  }

  /// Whether this login may ask about access rules and passwords of the server.
  package static func mayCheckServer(_ connection: inout Connection) throws(PostgresError) -> Bool {
    let rows = try connection.execute("SELECT pg_catalog.current_setting('is_superuser') = 'on'")
    return try rows.bool(0, 0)
  }

  /// What is not as it must be in this database.
  package static func violations(_ connection: inout Connection) throws(PostgresError) -> [Violation] {
    try violations(&connection, Query.rightsViolations, patience: .seconds(60))
  }

  /// What lets somebody into the server too easily; for a superuser.
  package static func serverViolations(_ connection: inout Connection) throws(PostgresError) -> [Violation] {
    try violations(&connection, Query.serverViolations, patience: .seconds(60))
  }

  private static func violations(
    _ connection: inout Connection, _ query: Query, patience: Duration
  ) throws(PostgresError) -> [Violation] {
    let rows = try connection.execute(query.sql, patience: patience)
    var violations: [Violation] = []
    for row in 0..<rows.count {
      violations.append(Violation(code: try rows.text(row, 0), subject: try rows.text(row, 1)))
    }
    return violations
  }

  /// What a DBA runs once where the migrating login may not make roles: psql reads it.
  package static let script = """
    -- Roles of Fairshare. Run as a superuser or a role with CREATEROLE that owns the database, connected to that database:
    --   fairshare migrate --roles-sql | psql --set=ON_ERROR_STOP=1 --set=migrator=LOGIN --set=batch=LOGIN DATABASE
    -- :migrator runs `fairshare migrate` and `fairshare import`, :batch runs `fairshare run`. Then run `fairshare migrate` again.
    SELECT format('CREATE ROLE %I NOLOGIN', name)
    FROM unnest(ARRAY['fairshare_owner', 'fairshare_batch', 'fairshare_hr', 'fairshare_leader', 'fairshare_data',
      'fairshare_person', 'fairshare_auditor']) AS name
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
    \\gexec
    GRANT fairshare_owner TO :"migrator";
    GRANT fairshare_batch TO :"batch";
    SELECT format('GRANT CREATE ON DATABASE %I TO fairshare_owner, %I', current_database(), :'migrator')
    \\gexec
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    -- Row texts stay out of the server's log when a row of the batch is refused (PostgreSQL 15 or newer, as a superuser).
    GRANT SET ON PARAMETER log_error_verbosity, log_min_error_statement TO fairshare_batch;

    """
}
