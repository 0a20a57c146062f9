import Glibc
import LocalServer
import Pipeline
import Postgres
import Store
import Testing

/// Tests that share one database, one after another: some of them lock its tables.
@Suite("Roles and rights", .serialized) enum RoleTests {}

/// One server with a login for each role, and a small company that the batch's own login has scored.
enum RoleServer {
  /// Logins and the roles they are members of.
  static let logins: [(login: String, role: String)] = [
    ("nightly", "fairshare_batch"), ("hr_all", "fairshare_hr"), ("hr_unit", "fairshare_hr"),
    ("lead", "fairshare_leader"),
    ("someone", "fairshare_person"), ("analyst", "fairshare_data"), ("checker", "fairshare_auditor"),
  ]

  static let shared: Result<LocalServer, any Error> = Result {
    let server = try LocalServer(
      LocalServer.Options(loginRoles: logins.map(\.login) + ["portal", "stranger"]))
    atexit { try? RoleServer.shared.get().stop() }
    return server
  }

  static let company: Result<CompanyDatabase, any Error> = Result { try makeCompany("roles") }

  /// People a to e; b and c report to a, d to b; a and b are in team t, c and d in team u.
  static func makeCompany(_ name: String) throws -> CompanyDatabase {
    let server = try shared.get()
    try server.createDatabase(name)
    let database = CompanyDatabase(server: server, name: name)
    _ = try Workplace(database.configuration()).migrate()
    try database.execute(HandMadeCompany.script)
    try database.execute(
      """
      UPDATE collab.people SET display_name = 'Name of ' || person_id;
      UPDATE collab.people SET manager_id = 'a' WHERE person_id IN ('b', 'c');
      UPDATE collab.people SET manager_id = 'b' WHERE person_id = 'd';
      INSERT INTO collab.teams VALUES ('u', NULL, 'u');
      INSERT INTO collab.team_members VALUES
        ('t', 'a', '2026-01-01', NULL, 1), ('t', 'b', '2026-01-01', NULL, 1), ('u', 'c', '2026-01-01', NULL, 1),
        ('u', 'd', '2026-01-01', NULL, 1);
      INSERT INTO fairshare.logins VALUES
        ('lead', 'a', false), ('someone', 'b', false), ('portal', NULL, true);
      INSERT INTO fairshare.hr_units VALUES ('hr_all', NULL), ('hr_unit', 'u');
      """)
    _ = try roles.get()
    let outcome = try run(database)
    guard outcome.state == .published else { throw TestError("the batch's login published nothing") }
    return database
  }

  /// Made once for the server, after a first migration has made the roles that they are members of.
  private static let roles: Result<Void, any Error> = Result {
    let database = CompanyDatabase(server: try shared.get(), name: "postgres")
    for (login, role) in logins { try database.execute("CREATE ROLE \(login) LOGIN; GRANT \(role) TO \(login)") }
    try database.execute(
      """
      CREATE ROLE stranger LOGIN;
      CREATE ROLE portal LOGIN;
      GRANT fairshare_person, fairshare_leader, fairshare_hr TO portal;
      """)
  }

  /// The nightly run by the login that is a member of `fairshare_batch` and of nothing else.
  @discardableResult
  static func run(_ database: CompanyDatabase, _ change: (inout NightlyRun) -> Void = { _ in }) throws -> RunOutcome {
    var configuration = database.configuration()
    configuration.database = database.server.connectionString(database: database.name, user: "nightly")
    var batch = NightlyRun(
      settings: Workplace(configuration).settings, configuration: configuration, period: "P")
    change(&batch)
    return try batch.run()
  }
}
