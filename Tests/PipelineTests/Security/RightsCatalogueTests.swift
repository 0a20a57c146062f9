import Foundation
import LocalServer
import Pipeline
import Postgres
import Store
import Testing

extension RoleTests {
  /// One query that returns a row for everything about rights that is not as it must be.
  @Suite("The catalogue of rights")
  struct RightsCatalogueTests {
    @Test("a migrated database has no violation")
    func none() throws {
      let database = try RoleServer.company.get()
      var connection = try database.connect()
      let violations = try Rights.violations(&connection)
      #expect(violations == [])
      let server = try Rights.serverViolations(&connection)
      #expect(server == [])
    }

    private static let breaks: [(code: String, act: String)] = [
      ("public_right", "GRANT SELECT ON fairshare.shares TO PUBLIC"),
      ("public_right", "GRANT EXECUTE ON FUNCTION fairshare.reader() TO PUBLIC"),
      ("public_right", "CREATE FUNCTION fairshare.leak() RETURNS int LANGUAGE sql RETURN 1"),
      ("public_right", "GRANT USAGE ON SCHEMA fairshare TO PUBLIC"),
      ("public_may_create", "GRANT CREATE ON SCHEMA public TO PUBLIC"),
      ("extra_right", "GRANT SELECT ON fairshare.decisions TO fairshare_batch"),
      ("extra_right", "GRANT SELECT (reason) ON fairshare.decisions TO fairshare_auditor"),
      ("extra_right", "GRANT SELECT ON fairshare.shares TO stranger"),
      ("extra_right", "GRANT CREATE ON SCHEMA fairshare TO fairshare_batch"),
      ("extra_right", "GRANT EXECUTE ON FUNCTION fairshare.reader_seal(text) TO fairshare_person"),
      (
        "extra_right",
        """
        DO $$ BEGIN EXECUTE format('GRANT SELECT ON fairshare.%I TO fairshare_hr', (SELECT c.relname FROM pg_class AS c
          WHERE c.relispartition AND c.relkind = 'r' AND c.relname LIKE 'shares%' LIMIT 1)); END $$
        """
      ),
      ("missing_right", "REVOKE SELECT ON fairshare.shares FROM fairshare_hr"),
      ("row_security_off", "ALTER TABLE fairshare.shares NO FORCE ROW LEVEL SECURITY"),
      ("row_security_off", "ALTER TABLE fairshare.findings DISABLE ROW LEVEL SECURITY"),
      (
        "row_security_off",
        "CREATE TABLE fairshare.notes (person_id text); GRANT SELECT ON fairshare.notes TO fairshare_hr"
      ),
      ("policy_differs", "DROP POLICY fairshare_leader_select ON fairshare.shares"),
      ("policy_differs", "ALTER POLICY fairshare_leader_select ON fairshare.shares USING (true)"),
      ("policy_differs", "ALTER POLICY fairshare_person_select ON fairshare.shares TO fairshare_data"),
      ("policy_differs", "CREATE POLICY hole ON fairshare.shares USING (true)"),
      ("policy_differs", "ALTER POLICY owner_sees_all ON fairshare.findings USING (false)"),
      ("view_with_owners_eyes", "ALTER VIEW fairshare.latest_shares SET (security_invoker = false)"),
      ("view_with_owners_eyes", "CREATE VIEW fairshare.peek AS SELECT * FROM fairshare.shares"),
      ("view_with_owners_eyes", "CREATE MATERIALIZED VIEW fairshare.peek AS SELECT * FROM fairshare.shares"),
      ("function_path_open", "ALTER FUNCTION fairshare.reader() RESET search_path"),
      ("function_path_open", "ALTER FUNCTION fairshare.reader() SET search_path = public"),
      ("owner_differs", "ALTER TABLE fairshare.decisions OWNER TO stranger"),
      ("owner_differs", "ALTER FUNCTION fairshare.reader() OWNER TO stranger"),
      ("owner_differs", "ALTER SCHEMA fairshare OWNER TO stranger"),
      ("role_too_strong", "ALTER ROLE fairshare_owner LOGIN"),
      ("role_too_strong", "ALTER ROLE fairshare_batch BYPASSRLS"),
      ("role_too_strong", "ALTER ROLE fairshare_hr SUPERUSER"),
      ("role_too_strong", "ALTER ROLE fairshare_data CREATEROLE"),
      ("batch_too_strong", "ALTER ROLE nightly BYPASSRLS"),
      ("batch_too_strong", "GRANT fairshare_owner TO nightly"),
      ("role_in_role", "GRANT fairshare_hr TO fairshare_leader"),
      ("trigger_off", "ALTER TABLE fairshare.decisions DISABLE TRIGGER decisions_only_grow"),
      ("password_not_scram", "SET LOCAL password_encryption = 'md5'"),
    ]

    @Test("each thing that is broken is found", arguments: breaks.indices)
    func found(index: Int) throws {
      let (code, act) = Self.breaks[index]
      let database = try RoleServer.company.get()
      var connection = try database.connect()
      try connection.begin()
      try connection.executeScript(act)
      let violations = try Rights.violations(&connection)
      #expect(violations.contains { $0.code == code }, "\(act): \(violations)")
      try connection.rollback()
    }

    @Test("applying the rights again takes back what was given by hand")
    func repair() throws {
      let database = try RoleServer.company.get()
      var connection = try database.connect()
      try connection.begin()
      try connection.executeScript(
        """
        GRANT SELECT ON fairshare.shares TO PUBLIC; GRANT SELECT ON fairshare.decisions TO fairshare_batch;
        ALTER TABLE fairshare.findings DISABLE ROW LEVEL SECURITY; CREATE POLICY hole ON fairshare.shares USING (true);
        REVOKE SELECT ON fairshare.runs FROM fairshare_hr; SELECT fairshare.apply_rights();
        """)
      let violations = try Rights.violations(&connection)
      #expect(violations == [])
      try connection.rollback()
    }

    @Test("an access rule that lets anybody in is told")
    func accessRules() throws {
      let server = try LocalServer(LocalServer.Options(accessRules: ["local all stranger trust"]))
      defer { server.stop() }
      var connection = try Connection(server.settings())
      let violations = try Rights.serverViolations(&connection)
      #expect(violations.map(\.code) == ["hba_trust"])
    }

    @Test(
      "a login with CREATEROLE that owns the database makes the roles, and prints each statement that a DBA must run")
    func withCreateRole() throws {
      let server = try LocalServer(LocalServer.Options(loginRoles: ["maker"]))
      defer { server.stop() }
      var admin = try Connection(server.settings())
      try admin.execute("CREATE ROLE maker LOGIN CREATEROLE")
      try admin.execute("CREATE DATABASE company OWNER maker")
      let address = server.connectionString(database: "company", user: "maker")
      let first = try VerbsProcess.run(["migrate", "--json"], database: address)
      #expect(first.exit == 0, "\(first.output)\(first.errors)")
      let open = try first.lines.compactMap { line -> String? in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return object?["type"] as? String == "rights" ? object?["subject"] as? String : nil
      }
      #expect(open.contains { $0.hasPrefix("GRANT SET ON PARAMETER log_error_verbosity") }, "\(open)")
      var dba = try Connection(server.settings(database: "company"))
      for statement in open { try dba.execute(statement) }
      let second = try VerbsProcess.run(["migrate"], database: address)
      #expect(second.exit == 0 && !second.errors.contains("DBA"), "\(second.errors)")
      let violations = try Rights.violations(&dba)
      #expect(violations == [])
    }

    @Test("a login without CREATEROLE migrates and runs alone; what a DBA runs then sets up the roles")
    func withoutCreateRole() throws {
      let server = try LocalServer(LocalServer.Options(loginRoles: ["migrator", "nightly"]))
      defer { server.stop() }
      var admin = try Connection(server.settings())
      try admin.execute("CREATE ROLE migrator LOGIN")
      try admin.execute("CREATE ROLE nightly LOGIN")
      try admin.execute("CREATE DATABASE company OWNER migrator")
      let database = CompanyDatabase(server: server, name: "company")
      var configuration = database.configuration()
      configuration.database = server.connectionString(database: "company", user: "migrator")
      let address = configuration.database

      let first = try VerbsProcess.run(["migrate"], database: address)
      #expect(first.exit == 0, "\(first.errors)")
      #expect(first.errors.contains("role fairshare_owner is missing") && first.errors.contains("--roles-sql"))
      var session = try Connection(server.settings(database: "company", user: "migrator"))
      try session.executeScript(HandMadeCompany.script)
      func run() throws -> RunOutcome.State {
        var batch = NightlyRun(
          settings: Workplace(configuration).settings, configuration: configuration, period: "P")
        batch.isForced = true
        return try batch.run().state
      }
      #expect(try run() == .published)
      #expect(try VerbsProcess.run(["explain", "key-result", "k"], database: address).exit == 0)
      let doctor = try VerbsProcess.run(["doctor"], database: address)
      #expect(doctor.output.contains("the roles are not set up"), "\(doctor.output)")

      let script = try VerbsProcess.run(["migrate", "--roles-sql"])
      #expect(script.exit == 0)
      let dba = Process()
      dba.executableURL = URL(filePath: "/usr/bin/env")
      dba.arguments = [
        "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--set=migrator=migrator", "--set=batch=nightly",
        "--dbname",
        database.connectionString,
      ]
      let pipe = Pipe()
      dba.standardInput = pipe
      try dba.run()
      try pipe.fileHandleForWriting.write(contentsOf: Data(script.output.utf8))
      try pipe.fileHandleForWriting.close()
      dba.waitUntilExit()
      #expect(dba.terminationStatus == 0)

      let second = try VerbsProcess.run(["migrate"], database: address)
      #expect(second.exit == 0 && !second.errors.contains("DBA"), "\(second.errors)")
      var owner = try database.connect()
      let violations = try Rights.violations(&owner)
      #expect(violations == [])
      #expect(try run() == .published)
      #expect(try VerbsProcess.run(["explain", "key-result", "k"], database: address).exit == 0)
      configuration.database = server.connectionString(database: "company", user: "nightly")
      #expect(try run() == .published)
      let batch = try VerbsProcess.run(["doctor"], database: configuration.database)
      #expect(batch.exit == 0, "\(batch.output)")
    }
  }
}
