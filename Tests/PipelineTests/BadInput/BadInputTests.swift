import Foundation
import LocalServer
import Pipeline
import Postgres
import Store
import Testing

@Suite("Every kind of bad input is set aside, refused or made harmless as docs/reliability.md says")
struct BadInputTests {
  static let period = "2026Q2"

  /// Tables of the small company, each as a view that a company could have.
  private static let tables = [
    "periods", "people", "teams", "team_members", "objectives", "key_results", "key_result_versions",
    "key_result_authors", "tasks", "task_assignees", "task_links", "reviews", "feedback", "peer_ratings",
  ]

  static func makeViews(_ database: CompanyDatabase, _ table: String, _ query: String) throws {
    let views = tables.map { "CREATE VIEW own.\($0) AS \($0 == table ? query : "SELECT * FROM collab.\($0)");" }
    try database.execute("CREATE SCHEMA own; " + views.joined(separator: "\n"))
  }

  static func run(_ database: CompanyDatabase, schema: String = "collab", forced: Bool = false) throws -> RunOutcome {
    var configuration = database.configuration()
    configuration.sourceSchema = schema
    configuration.evidenceLimit = 1
    var run = NightlyRun(
      settings: Workplace(configuration).settings, configuration: configuration, period: period)
    run.isForced = forced
    return try run.run()
  }

  private static func expect(
    _ database: CompanyDatabase, _ codes: [String: Int], _ notices: [String: Int], _ kind: BadInputKind
  ) throws {
    let told = try database.numbers("SELECT code, count(*) FROM fairshare.quarantined_rows GROUP BY code")
    #expect(told.mapValues { Int($0) } == codes, "\(kind)")
    let noticed = try database.numbers("SELECT code, count FROM fairshare.run_notices")
    for (code, count) in notices { #expect(noticed[code].map { Int($0) } == count, "\(kind): \(noticed)") }
    try #expect(
      database.integer("SELECT count(*) FROM fairshare.quarantined_rows WHERE source_key IN ('', '-')") == 0)
    try #expect(
      database.integer(
        "SELECT count(*) FROM fairshare.latest_shares WHERE NOT (share BETWEEN 0 AND 1 AND share_low <= share AND share <= share_high)"
      ) == 0)
    // Whoever touches a key result with a faulty row is told so beside its shares.
    let touching = told.keys.contains {
      ["not_finite", "negative", "out_of_range", "date_out_of_range", "finish_before_start", "unknown_value"].contains(
        $0)
    }
    if touching {
      try #expect(
        database.integer("SELECT count(*) FROM fairshare.latest_key_results WHERE reason LIKE '%incomplete_evidence%'")
          > 0, "\(kind)")
    }
  }

  @Test("a kind of bad input ends as its row of the table says", arguments: BadInputKind.all)
  func kind(_ kind: BadInputKind) throws {
    guard case .file(let file, let text, let codes, let notices) = kind.way else {
      return try BatchServer.with(BatchServer.clean) { try Self.throughRun(kind, $0) }
    }
    try BatchServer.with(BatchServer.empty) { database in
      let folder = FileManager.default.temporaryDirectory.appending(path: "fairshare-bad-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try Data(text.utf8).write(to: folder.appending(path: file))
      let report = try Workplace(database.configuration()).importFolder(
        folder.path(), options: ImportOptions(zone: LocalZone(name: "Asia/Shanghai")))
      #expect(Dictionary(grouping: report.badRows, by: \.code).mapValues(\.count) == codes)
      #expect(Dictionary(uniqueKeysWithValues: report.notices.map { ($0.code, $0.count) }) == notices)
      #expect(report.isRefused == !codes.isEmpty)
    }
  }

  private static func throughRun(_ kind: BadInputKind, _ database: CompanyDatabase) throws {
    switch kind.way {
    case .tables(let script, let codes, let notices):
      try database.execute(script)
      _ = try run(database)
      try expect(database, codes, notices, kind)
    case .view(let table, let query, let codes, let notices):
      try makeViews(database, table, query)
      _ = try run(database, schema: "own")
      try expect(database, codes, notices, kind)
    case .refusedView(let table, let query, let code, let word):
      try makeViews(database, table, query)
      let failure = #expect(throws: Failure.self) { try run(database, schema: "own") }
      #expect(failure?.code.rawValue == code && failure?.exit == .configuration)
      #expect("\(failure.map(String.init(describing:)) ?? "")".contains(word))
      try #expect(database.integer("SELECT count(*) FROM fairshare.published_runs") == 0)
    case .harmless(let script, let but):
      // Notices apart: equal names are told, and change nothing.
      func dump() throws -> [String: String] {
        try database.dump(period).filter { !(but + ["run_notices"]).contains($0.key) }
      }
      _ = try run(database)
      let before = try dump()
      try database.execute(script)
      _ = try run(database, forced: true)
      try #expect(dump() == before, "\(kind)")
      try #expect(database.integer("SELECT count(*) FROM collab.people") == 4)
    case .file: break
    }
  }

  @Test("4: PostgreSQL itself refuses infinity in numeric(p, s)") func infiniteNumeric() throws {
    try BatchServer.with(BatchServer.empty) { database in
      let error = #expect(throws: PostgresError.self) { try database.execute("SELECT 'Infinity'::numeric(10, 2)") }
      #expect(error?.sqlState == "22003")
    }
  }

  @Test("7: the largest numbers that are let in overflow nothing") func largest() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try database.execute(
        "UPDATE collab.tasks SET effort = 1e9; UPDATE collab.key_result_versions SET weight = 1e9; UPDATE collab.reviews SET comments = 1000000"
      )
      _ = try Self.run(database)
      try Self.expect(database, [:], [:], BadInputKind(7, "overflow", .harmless("")))
      try #expect(
        database.integer("SELECT count(*) FROM fairshare.latest_people WHERE NOT contributed < 'Infinity'") == 0)
    }
  }

  @Test("21 and 22: bytes that are not UTF-8 are named, and those that look like GBK are told so") func encodings()
    throws
  {
    try BatchServer.with(BatchServer.empty) { database in
      let folder = FileManager.default.temporaryDirectory.appending(path: "fairshare-bytes-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      var text = Data("person_id,display_name\n".utf8)
      for bytes: [UInt8] in [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xD5, 0xC5, 0xCE, 0xB0]] {
        text += Data("p\(bytes[0]),".utf8) + Data(bytes) + Data("\n".utf8)
      }
      try text.write(to: folder.appending(path: "people.csv"))
      let report = try Workplace(database.configuration()).importFolder(folder.path(), options: ImportOptions())
      #expect(report.badRows.map(\.code) == ["invalid_utf8", "invalid_utf8", "invalid_utf8"])
      #expect(report.badRows.map(\.line) == [2, 3, 4])
      #expect(report.badRows.last?.why.contains("GB18030") == true)
      try #expect(database.integer("SELECT count(*) FROM collab.people") == 0)
    }
    let server = try BatchServer.shared.get()
    var control = try Connection(server.settings(database: "postgres", applicationName: "test"))
    try control.execute("CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'")
    let failure = #expect(throws: Failure.self) { try Self.run(CompanyDatabase(server: server, name: "ascii")) }
    #expect(failure?.code == .encodingUnsafe && failure?.exit == .inputRefused)
    try control.execute("DROP DATABASE ascii")
  }

  @Test("33: a schema with quotes in its name is read, one that PostgreSQL would cut is refused") func identifiers()
    throws
  {
    try BatchServer.with(BatchServer.clean) { database in
      try database.execute("CREATE SCHEMA \"we\"\"ird; --\"")
      for table in Self.tables {
        try database.execute("CREATE VIEW \"we\"\"ird; --\".\(table) AS SELECT * FROM collab.\(table)")
      }
      #expect(try Self.run(database, schema: "we\"ird; --").state == .published)
      let long = try Program.run(
        Program.runArguments(database, Self.period, ["--source-schema", String(repeating: "x", count: 64)]))
      #expect(long.exit == 64 && long.errors.contains("source.schema"))
    }
  }

  @Test("41: somebody who left in the middle changes no share of the others' key results") func left() throws {
    try BatchServer.with(BatchServer.clean) { database in
      _ = try Self.run(database)
      let before = try database.shares("k1")
      try database.execute("UPDATE collab.people SET left_on = '2026-05-01' WHERE person_id = 'd'")
      _ = try Self.run(database)
      try #expect(database.shares("k1") == before)
    }
  }

  @Test("53: a column that is missing is named before anything is published") func missingColumn() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try Self.makeViews(database, "tasks", "SELECT task_id, key_result_id FROM collab.tasks")
      let failure = #expect(throws: Failure.self) { try Self.run(database, schema: "own") }
      #expect(failure?.code == .columnMismatch && failure?.exit == .configuration)
    }
  }

  @Test("55: settings of the database that would change texts and numbers change nothing") func sessionSettings() throws
  {
    try BatchServer.with(BatchServer.clean) { database in
      _ = try Self.run(database)
      let before = try database.dump(Self.period)
      try database.execute(
        "ALTER DATABASE \(database.name) SET client_encoding = 'LATIN1'; ALTER DATABASE \(database.name) SET datestyle = 'German'; ALTER DATABASE \(database.name) SET extra_float_digits = 0; ALTER DATABASE \(database.name) SET timezone = 'America/New_York'"
      )
      _ = try Self.run(database, forced: true)
      try #expect(database.dump(Self.period) == before)
    }
  }

  @Test("a share never moves in silence because of a bad row: its key result says so and its interval widens")
  func widens() throws {
    func intervals(_ script: String) throws -> (shares: [String: Double], widths: [String: Double], reasons: [String]) {
      try BatchServer.with(BatchServer.clean) { database in
        try database.execute(script)
        _ = try Self.run(database)
        return (
          try database.shares("k1", model: "consensus"),
          try database.numbers(
            "SELECT person_id, share_high - share_low FROM fairshare.latest_shares WHERE key_result_id = 'k1' AND model = 'consensus'"
          ), try database.texts("SELECT reason FROM fairshare.latest_key_results WHERE key_result_id = 'k1'")
        )
      }
    }
    // The same evidence counts in both: once the row is not there, once it is there and cannot be read.
    let without = try intervals("DELETE FROM collab.reviews WHERE review_id = 'r4'")
    let faulty = try intervals("UPDATE collab.reviews SET comments = -1 WHERE review_id = 'r4'")
    #expect(without.reasons.allSatisfy { !$0.contains("incomplete_evidence") })
    #expect(faulty.reasons.allSatisfy { $0.contains("incomplete_evidence") })
    #expect(without.widths.count > 1 && faulty.widths.keys.sorted() == without.widths.keys.sorted())
    for (person, width) in without.widths {
      #expect((faulty.widths[person] ?? 0) > width, "\(person)")
      #expect(abs((faulty.shares[person] ?? 0) - (without.shares[person] ?? 0)) < 0.05)
    }
  }

  @Test("the order in which contradicting rows come leaves no trace") func orderOfDoubles() throws {
    var dumps: [[String: String]] = []
    for order in ["", "DESC"] {
      dumps.append(
        try BatchServer.with(BatchServer.clean) { database in
          try database.execute(
            """
            CREATE TABLE public.r AS SELECT * FROM collab.reviews UNION ALL SELECT review_id, task_id, reviewer_id, requested_at, submitted_at, verdict, -5, kind FROM collab.reviews WHERE review_id = 'r1'
              UNION ALL SELECT review_id, task_id, reviewer_id, requested_at, submitted_at, verdict, 7, kind FROM collab.reviews WHERE review_id = 'r1' UNION ALL SELECT * FROM collab.reviews WHERE review_id = 'r1';
            CREATE TABLE public.s AS SELECT * FROM public.r ORDER BY review_id, comments \(order);
            """)
          try Self.makeViews(database, "reviews", "SELECT * FROM public.s")
          _ = try Self.run(database, schema: "own")
          return try database.dump(Self.period)
        })
    }
    #expect(dumps[0] == dumps[1])
    #expect(dumps[0]["quarantined_rows"]?.contains("conflicting_duplicate") == true)
  }
}
