import Foundation
import LocalServer
import Pipeline
import Postgres
import Testing

/// Broken set-ups, each of which `doctor` must find and say how to mend.
@Suite("Doctor")
struct DoctorTests {
  private struct Line {
    var name: String
    var level: String
    var finding: String
    var mend: String?
  }

  private func doctor(
    _ database: String?, _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
  ) throws -> (exit: Int32, lines: [Line]) {
    try VerbsProcess.withFolder { folder in
      if let file { try file.write(to: folder.appending(path: "fairshare.toml"), atomically: true, encoding: .utf8) }
      let answer = try VerbsProcess.run(
        ["doctor", "--json"] + arguments, database: database, folder: folder, environment: environment)
      let lines = try answer.lines.compactMap { line -> Line? in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        guard object?["type"] as? String == "check" else { return nil }
        return Line(
          name: object?["name"] as? String ?? "", level: object?["level"] as? String ?? "",
          finding: object?["finding"] as? String ?? "", mend: object?["mend"] as? String)
      }
      return (answer.exit, lines)
    }
  }

  private func expect(
    _ answer: (exit: Int32, lines: [Line]), _ name: String, _ level: String, _ words: String, exit: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = answer.lines.first {
      $0.name == name && $0.level == level && (words.isEmpty || $0.finding.contains(words))
    }
    #expect(found != nil, "\(name): \(answer.lines)", sourceLocation: sourceLocation)
    let mend = found?.mend ?? ""
    #expect(!mend.isEmpty, "\(name) says how to mend it", sourceLocation: sourceLocation)
    #expect(answer.exit == exit, "\(name): \(answer.lines)", sourceLocation: sourceLocation)
  }

  @Test("a sound company has no line that fails")
  func sound() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let answer = try doctor(company.connectionString)
      #expect(answer.exit == 0)
      #expect(answer.lines.allSatisfy { $0.level != "fail" }, "\(answer.lines)")
      let silent = answer.lines.filter { $0.level != "ok" && $0.mend == nil }
      #expect(silent.isEmpty, "\(silent)")
    }
  }

  @Test("what is wrong before there is a session: the file, the server, the database")
  func outside() throws {
    let server = try BatchServer.shared.get()
    expect(try doctor("host=/nowhere"), "connection", "fail", "no connection", exit: 75)
    expect(
      try doctor(server.connectionString(database: "no_such_database")), "connection", "fail", "no_such_database",
      exit: 78)
    try BatchServer.with(BatchServer.clean) { company in
      expect(
        try doctor(company.connectionString, file: "[run]\njobbs = 3\n"), "settings", "fail", "fairshare.toml:2",
        exit: 78)
      expect(
        try doctor(company.connectionString, environment: ["FAIRSHARE_SOURCE_ZONE": "Mars/Phobos"]), "time zone",
        "fail",
        "Mars/Phobos", exit: 78)
      expect(try doctor(company.connectionString, ["--source-schema", "nope"]), "source", "fail", "periods", exit: 78)
    }
  }

  @Test("a database that was never migrated, one of a newer program, and one in another encoding")
  func databases() throws {
    let server = try BatchServer.shared.get()
    try server.createDatabase("doctor_bare")
    expect(try doctor(server.connectionString(database: "doctor_bare")), "schema", "fail", "", exit: 78)
    var connection = try Connection(server.settings(database: "doctor_bare", applicationName: "test"))
    try connection.execute(
      "CREATE DATABASE doctor_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'")
    expect(try doctor(server.connectionString(database: "doctor_ascii")), "encoding", "fail", "SQL_ASCII", exit: 78)
    try BatchServer.with(BatchServer.clean) { company in
      try company.execute(
        "INSERT INTO fairshare.schema_migrations (number, name, checksum) VALUES (9999, '9999_later.sql', 'x')")
      expect(try doctor(company.connectionString), "schema", "fail", "", exit: 78)
    }
  }

  @Test("rights: a table that may not be read, rows that a policy hides, results that may not be written")
  func rights() throws {
    try BatchServer.with(BatchServer.clean) { company in
      let role = "doctor_\(company.name)"
      try company.execute(
        """
        CREATE ROLE "\(role)" LOGIN;
        GRANT USAGE ON SCHEMA fairshare, collab TO "\(role)";
        GRANT SELECT ON ALL TABLES IN SCHEMA fairshare, collab TO "\(role)";
        REVOKE SELECT ON collab.people FROM "\(role)";
        """)
      defer { try? company.execute("DROP OWNED BY \"\(role)\"; DROP ROLE \"\(role)\"") }
      let options = ["PGOPTIONS": "-c role=\(role)"]
      let closed = try doctor(company.connectionString, environment: options)
      expect(closed, "rights", "fail", "people", exit: 77)
      expect(closed, "rights", "fail", "results of a run", exit: 77)
      try company.execute(
        """
        GRANT SELECT ON collab.people TO "\(role)";
        ALTER TABLE collab.people ENABLE ROW LEVEL SECURITY;
        """)
      expect(try doctor(company.connectionString, environment: options), "policies", "fail", "people", exit: 77)
    }
  }

  @Test("data: no period, people without lead or team, key results without authors, a last run that failed")
  func data() throws {
    try BatchServer.with(BatchServer.empty) { company in
      expect(try doctor(company.connectionString), "periods", "fail", "no period", exit: 65)
    }
    try BatchServer.with(BatchServer.lark) { company in
      try company.execute(
        """
        UPDATE collab.people SET manager_id = NULL;
        DELETE FROM collab.team_members WHERE person_id = 'p006';
        DELETE FROM collab.key_result_authors WHERE key_result_id = 'k3-pay-1';
        """)
      let answer = try doctor(company.connectionString)
      expect(answer, "leads", "warn", "59 people have no lead", exit: 0)
      expect(answer, "teams", "warn", "1", exit: 0)
      expect(answer, "authors", "warn", "1", exit: 0)
      expect(answer, "last run", "warn", "nothing has run", exit: 0)
      #expect(try VerbsProcess.run(["run", "--period", "nope", "-q"], database: company.connectionString).exit == 65)
      expect(try doctor(company.connectionString), "last run", "warn", "refused", exit: 0)
      // As a killed batch leaves it; a trigger keeps ended runs as they are.
      try company.execute("SET session_replication_role = replica; UPDATE fairshare.runs SET state = 'running'")
      expect(try doctor(company.connectionString), "lock", "warn", "has gone", exit: 0)
    }
  }

  @Test("a company's own views may lack an objective that its key results name")
  func views() throws {
    try BatchServer.with(BatchServer.clean) { company in
      let tables = try company.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'collab'")
      let views = tables.map { "CREATE VIEW own.\($0) AS SELECT * FROM collab.\($0);" }
        .joined(separator: "\n").replacing(
          "SELECT * FROM collab.objectives", with: "SELECT * FROM collab.objectives WHERE false")
      try company.execute("CREATE SCHEMA own;\n\(views)")
      expect(try doctor(company.connectionString, ["--source-schema", "own"]), "objectives", "warn", "", exit: 0)
    }
  }
}
