import FairshareSQL
import LocalServer
import Postgres
import Store
import Testing

@Suite("Migrations that are killed")
struct MigrationKillTests {
  @Test("a session killed between any two statements leaves whole files, and the next call ends the work")
  func killed() throws {
    try TestServer.withEmptyDatabase { connection, server, name in
      var kills = 0
      for index in Migration.all.indices {
        let before = try state(&connection)
        for broken in variants(of: Migration.all[index]) {
          var victim = try Connection(server.settings(database: name))
          let files = Array(Migration.all.prefix(index)) + [broken]
          #expect(throws: PostgresError.self, "\(broken.name)") { try Migrator(migrations: files).migrate(&victim) }
          #expect(try state(&connection) == before, "\(broken.name)")
          kills += 1
        }
        #expect(
          try Migrator(migrations: Array(Migration.all.prefix(index + 1))).migrate(&connection).applied.count == 1)
      }
      #expect(kills > 60)
    }
  }

  /// The file with a kill of its own session before statement 1, 2, ...; of a row of comments only every tenth.
  private func variants(of migration: Migration) -> [Migration] {
    let statements = Self.statements(migration.sql)
    let places = statements.indices.filter { !statements[$0].hasPrefix("COMMENT") || $0 % 10 == 0 }
    return (places + [statements.count]).map { place in
      var broken = statements
      broken.insert("SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());\n", at: place)
      return Migration(
        number: migration.number, name: "\(migration.name) before statement \(place + 1)",
        bytes: Array(broken.joined().utf8))
    }
  }

  /// Statements end with a semicolon at the end of a line, outside of a function's body.
  private static func statements(_ sql: String) -> [String] {
    var statements: [String] = []
    var current = ""
    var isBody = false
    for line in sql.split(separator: "\n", omittingEmptySubsequences: true) where !line.hasPrefix("--") {
      current += line + "\n"
      if line.contains("$$") { isBody.toggle() }
      if line.hasSuffix(";"), !isBody {
        statements.append(current)
        current = ""
      }
    }
    return statements
  }

  /// Everything a migration can leave behind: relations, functions, comments and its own record.
  private func state(_ connection: inout Connection) throws -> [Int] {
    let counts = try connection.execute(
      """
      SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_description),
        (SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'), (SELECT count(*) FROM pg_trigger)
      """)
    return try (0..<5).map { try counts.integer(0, $0) }
  }
}
