import Contribution
import Foundation
import LocalServer
import Pipeline
import Postgres
import Store
import Synchronization

/// One private server for all tests of this target; each test works on a copy of a template database.
enum BatchServer {
  static let shared: Result<LocalServer, any Error> = Result {
    let server = try LocalServer(LocalServer.Options(loginRoles: people))
    var connection = try Connection(server.settings(database: "postgres", applicationName: "test"))
    try connection.executeScript(
      // Row policies have tests of their own; here it is the views that filter.
      "CREATE ROLE reader_one LOGIN BYPASSRLS; "
        + people.dropFirst().map { "CREATE ROLE \($0) LOGIN SUPERUSER; " }.joined())
    atexit { try? BatchServer.shared.get().stop() }
    return server
  }

  /// Logins of people beside the owner: one who only reads, two of HR, and a member of the fixture company.
  static let people = ["reader_one", "hr_one", "hr_two", "p006"]

  private static let counter = Atomic<Int>(0)

  /// A database with both schemas and no row.
  static let empty = Result { try template("empty_company") { _ in } }
  /// The fixture company, imported.
  static let lark = Result { try template("lark") { try $0.importFolder(PackageRoot.file("Fixtures/company").path()) } }
  /// The small company without a fault.
  static let clean = Result {
    try template("clean") { try $0.importFolder(PackageRoot.file("Fixtures/dirty/clean").path()) }
  }

  private static func template(_ name: String, _ fill: (CompanyDatabase) throws -> Void) throws -> String {
    let server = try shared.get()
    try server.createDatabase(name)
    let database = CompanyDatabase(server: server, name: name)
    _ = try Workplace(database.configuration()).migrate()
    try fill(database)
    return name
  }

  /// Runs a test on a copy of a template.
  static func with<Value>(
    _ template: Result<String, any Error>, _ body: (CompanyDatabase) throws -> Value
  ) throws -> Value {
    let server = try shared.get()
    let name = "company_\(counter.add(1, ordering: .relaxed).newValue)"
    try server.createDatabase(name, template: template.get())
    let value = try body(CompanyDatabase(server: server, name: name))
    try server.dropDatabase(name)
    return value
  }
}

/// One company in a database of its own, and what tests ask of it.
struct CompanyDatabase: Sendable {
  let server: LocalServer
  let name: String

  var connectionString: String { server.connectionString(database: name) }

  /// The same for somebody else.
  func connectionString(_ user: String) -> String { server.connectionString(database: name, user: user) }

  func configuration(jobs: Int = 2) -> Configuration {
    var configuration = Configuration()
    configuration.database = connectionString
    configuration.jobs = jobs
    // A company of four people has no hundred rows a table; the limits have tests of their own.
    configuration.quarantineLimit = 1
    return configuration
  }

  func importFolder(_ folder: String) throws {
    let report = try Workplace(configuration()).importFolder(folder, options: ImportOptions())
    guard !report.isRefused else { throw TestError("refused: \(report.badRows.map(\.description))") }
  }

  @discardableResult
  func run(
    _ period: String = "P", jobs: Int = 2, forced: Bool = false, _ change: (inout NightlyRun) -> Void = { _ in }
  ) throws -> RunOutcome {
    var batch = nightlyRun(period, jobs: jobs)
    batch.isForced = forced
    change(&batch)
    return try batch.run()
  }

  func nightlyRun(_ period: String, jobs: Int = 2) -> NightlyRun {
    let configuration = configuration(jobs: jobs)
    return NightlyRun(
      settings: Workplace(configuration).settings, configuration: configuration, period: period)
  }

  func connect(_ application: String = "test") throws -> Connection {
    try Connection(server.settings(database: name, applicationName: application))
  }

  /// The first column of every row as somebody else sees it.
  func texts(_ query: String, as user: String) throws -> [String] {
    var connection = try Connection(server.settings(database: name, user: user, applicationName: "test"))
    let rows = try connection.execute("SELECT x.v::text FROM (\(query)) AS x(v)")
    return try (0..<rows.count).map { try rows.textOrNull($0, 0) ?? "" }
  }

  func execute(_ script: String) throws {
    var connection = try connect()
    try connection.executeScript(script)
  }

  /// The first column of every row, as text; null is an empty string.
  func texts(_ query: String) throws -> [String] {
    var connection = try connect()
    let rows = try connection.execute("SELECT x.v::text FROM (\(query)) AS x(v)")
    return try (0..<rows.count).map { try rows.textOrNull($0, 0) ?? "" }
  }

  func integer(_ query: String) throws -> Int { Int(try texts(query).first ?? "") ?? -1 }

  /// Pairs of a key and a number, from a query with two columns.
  func numbers(_ query: String) throws -> [String: Double] {
    var connection = try connect()
    let rows = try connection.execute("SELECT x.k::text, x.v::float8 FROM (\(query)) AS x(k, v)")
    var result: [String: Double] = [:]
    for row in 0..<rows.count { result[try rows.text(row, 0)] = try rows.float8(row, 1) }
    return result
  }

  /// The evidence shares of a key result by person.
  func shares(_ keyResult: String, model: String = "evidence") throws -> [String: Double] {
    try numbers(
      "SELECT person_id, share FROM fairshare.latest_shares WHERE key_result_id = '\(keyResult)' AND model = '\(model)'"
    )
  }

  /// Every result table of a period's published run as text, without the run's id, in an order of its own.
  func dump(_ period: String) throws -> [String: String] {
    let tables = [
      "shares", "key_result_scores", "person_scores", "evidence_pieces", "evidence_records", "consensus_steps",
      "findings", "objective_contributions", "team_rhythms", "team_totals", "quarantined_rows", "run_notices",
    ]
    var dump: [String: String] = [:]
    for table in tables {
      dump[table] = try texts(
        """
        SELECT string_agg((to_jsonb(t) - 'run_id')::text, E'\\n' ORDER BY (to_jsonb(t) - 'run_id')::text COLLATE "C")
        FROM fairshare.\(table) AS t JOIN fairshare.published_runs AS p USING (run_id) WHERE p.period_id = '\(period)'
        """
      ).first
    }
    return dump
  }

  /// Tables that were staged and belong to no published or superseded run.
  func leftoverTables() throws -> Int {
    try integer(
      """
      SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'fairshare' AND c.relkind = 'r' AND c.relname ~ '_r[0-9a-f]{32}$' AND NOT c.relispartition
      """)
  }
}

struct TestError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
