import FairshareSQL
import LocalServer
import Postgres
import Store
import Testing

@Suite("Migrations")
struct MigrationTests {
  @Test("an empty database gets every file, and a second call finds nothing to do")
  func twice() throws {
    try TestServer.withEmptyDatabase { connection, _, _ in
      let first = try Migrator().migrate(&connection)
      #expect(first.versionBefore == 0)
      #expect(first.applied == Migration.all.map(\.name))
      let second = try Migrator().migrate(&connection)
      #expect(second.versionBefore == first.version)
      #expect(second.version == first.version)
      #expect(second.applied.isEmpty)
      try Migrator().requireCurrent(&connection)
    }
  }

  @Test("a database that stopped half-way is taken further, and until then is refused as older")
  func upgrade() throws {
    try TestServer.withEmptyDatabase { connection, _, _ in
      let half = Migrator(migrations: Array(Migration.all.prefix(3)))
      _ = try half.migrate(&connection)
      let refusal = #expect(throws: StoreError.self) { try Migrator().requireCurrent(&connection) }
      #expect(refusal?.code == .schemaOlder)
      #expect(refusal?.why.contains("version 3") == true)
      #expect(refusal?.fix.contains("fairshare migrate") == true)
      #expect(try Migrator().migrate(&connection).versionBefore == 3)
    }
  }

  @Test("an edited file is refused with its name and both checksums, and nothing is written")
  func edited() throws {
    try TestServer.withMigratedDatabase { connection in
      var files = Migration.all
      let bytes = files[1].bytes + Array("-- one more comment\n".utf8)
      files[1] = Migration(number: 2, name: files[1].name, bytes: bytes)
      let extra = Migration(number: files.count + 1, name: "extra.sql", bytes: Array("CREATE TABLE collab.x ()".utf8))
      let refusal = #expect(throws: StoreError.self) { try Migrator(migrations: files + [extra]).migrate(&connection) }
      #expect(refusal?.code == .migrationEdited)
      #expect(refusal?.place == "0002_collab_goals.sql")
      for content in [Migration.all[1].bytes, bytes] {
        let checksum = try SHA256Digest(content).description
        #expect(refusal?.why.contains(checksum) == true)
      }
      let isAbsent = try connection.execute("SELECT to_regclass('collab.x') IS NULL").bool(0, 0)
      #expect(isAbsent)
    }
  }

  @Test("a database of a newer program is refused with both versions, by migrate and before a run")
  func newer() throws {
    try TestServer.withMigratedDatabase { connection in
      let older = Migrator(migrations: Array(Migration.all.dropLast()))
      let refusals = [
        #expect(throws: StoreError.self) { _ = try older.migrate(&connection) },
        #expect(throws: StoreError.self) { try older.requireCurrent(&connection) },
      ]
      for refusal in refusals {
        #expect(refusal?.code == .schemaNewer)
        #expect(refusal?.why.contains("\(Migration.all.count)") == true)
        #expect(refusal?.why.contains("\(Migration.all.count - 1)") == true)
      }
    }
  }

  @Test("files with a gap in their numbers are refused before anything is written")
  func gap() throws {
    try TestServer.withEmptyDatabase { connection, _, _ in
      let refusal = #expect(throws: StoreError.self) {
        try Migrator(migrations: Array(Migration.all.dropFirst())).migrate(&connection)
      }
      #expect(refusal?.code == .migrationsOutOfOrder)
      let isAbsent = try connection.execute("SELECT to_regnamespace('collab') IS NULL").bool(0, 0)
      #expect(isAbsent)
    }
  }

  @Test("a migration that fails names its file and leaves the files before it in place")
  func failing() throws {
    try TestServer.withEmptyDatabase { connection, _, _ in
      let broken = Migration(
        number: 2, name: "0002_broken.sql", bytes: Array("CREATE SCHEMA half; SELECT no_such_column;".utf8))
      let refusal = #expect(throws: StoreError.self) {
        try Migrator(migrations: [Migration.all[0], broken]).migrate(&connection)
      }
      #expect(refusal?.code == .migrationFailed)
      #expect(refusal?.place == "0002_broken.sql")
      let isAbsent = try connection.execute("SELECT to_regnamespace('half') IS NULL").bool(0, 0)
      #expect(isAbsent)
      #expect(try Migrator().migrate(&connection).versionBefore == 1)
    }
  }

  @Test("while another session migrates, a second one is told who, and later gets its turn")
  func turns() throws {
    try TestServer.withEmptyDatabase { connection, server, name in
      var other = try Connection(server.settings(database: name, applicationName: "the other migrator"))
      #expect(try other.tryAdvisoryLock(0x6661_6972_7368_6172))
      let refusal = #expect(throws: StoreError.self) { try Migrator(tries: 1).migrate(&connection) }
      #expect(refusal?.code == .migrationLocked)
      #expect(refusal?.why.contains("the other migrator") == true)
      other.close()
      #expect(try Migrator().migrate(&connection).version == Migration.all.count)
    }
  }

  @Test("a file that waits for a held table gives up after its tries and applies nothing of itself")
  func heldTable() throws {
    try TestServer.withMigratedDatabase { connection in
      let settings = try TestServer.shared.get().settings(database: connection.database)
      var holder = try Connection(settings)
      try holder.begin()
      try holder.execute("LOCK TABLE collab.tasks IN ACCESS SHARE MODE")
      let next = Migration(
        number: Migration.all.count + 1, name: "next.sql",
        bytes: Array("CREATE TABLE collab.y (); ALTER TABLE collab.tasks ADD COLUMN z int;".utf8))
      let migrator = Migrator(migrations: Migration.all + [next], lockTimeout: .milliseconds(50), tries: 2)
      let refusal = #expect(throws: StoreError.self) { try migrator.migrate(&connection) }
      #expect(refusal?.code == .migrationLocked)
      #expect(refusal?.place == "next.sql")
      let isAbsent = try connection.execute("SELECT to_regclass('collab.y') IS NULL").bool(0, 0)
      #expect(isAbsent)
      try holder.rollback()
      #expect(try migrator.migrate(&connection).applied == ["next.sql"])
    }
  }
}
