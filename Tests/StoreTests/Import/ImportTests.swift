import Foundation
import LocalServer
import Postgres
import Store
import Testing

@Suite("Import")
struct ImportTests {
  private func count(_ table: String, _ connection: inout Connection) throws -> Int {
    try connection.execute("SELECT count(*) FROM collab.\(table)").integer(0, 0)
  }

  @Test("the kafka history arrives whole: every table has the rows that its README counts")
  func kafkaHistory() throws {
    try TestServer.withMigratedDatabase { connection in
      let report = try Importer().run(
        folder: PackageRoot.shared("data/kafka-history").path(), on: &connection)
      let expected = [
        "periods": 29, "objectives": 29, "teams": 14, "team_members": 1975, "people": 1547, "key_results": 355,
        "key_result_authors": 5286, "tasks": 12_881, "task_assignees": 18_588, "reviews": 20_500,
      ]
      #expect(!report.isRefused)
      #expect(report.tables.count == expected.count)
      for table in report.tables {
        #expect(table.loaded == expected[table.table], "\(table.table)")
        #expect(table.rows == table.loaded, "\(table.table)")
        let stored = try count(table.table, &connection)
        #expect(stored == expected[table.table], "\(table.table)")
      }
      let dirt = try connection.execute(
        """
        SELECT (SELECT count(*) FROM collab.reviews WHERE reviewer_id IS NULL),
          (SELECT count(*) FROM collab.team_members WHERE allocation = 1),
          (SELECT count(*) FROM collab.tasks WHERE effort = 1.58)
        """)
      #expect(try dirt.integer(0, 0) == 50)
      #expect(try dirt.integer(0, 1) == 1975)
      #expect(try dirt.integer(0, 2) > 0)
    }
  }

  @Test("the fixture company arrives whole, twice, and says the second time what it replaced")
  func company() throws {
    try TestServer.withMigratedDatabase { connection in
      let folder = PackageRoot.file("Fixtures/company").path()
      let first = try Importer().run(folder: folder, on: &connection)
      #expect(first.tables.count == 19)
      #expect(first.notices.isEmpty)
      #expect(first.tables.allSatisfy { $0.rows == $0.loaded && $0.replaced == 0 && $0.rows > 0 })
      let second = try Importer().run(folder: folder, on: &connection)
      #expect(second.tables.map(\.loaded) == first.tables.map(\.loaded))
      #expect(second.tables.map(\.replaced) == first.tables.map(\.loaded))
      let appended = try Importer(ImportOptions(mode: .append)).run(folder: folder, on: &connection)
      let keyed = Set(ContractTable.all.filter(\.hasKey).map(\.name))
      for table in appended.tables {
        #expect(table.loaded == (keyed.contains(table.table) ? 0 : table.rows), "\(table.table)")
        #expect(table.droppedDuplicates == table.rows - table.loaded, "\(table.table)")
      }
    }
  }

  @Test("every folder of bad input is stored for the run to judge, or refused as a whole with the row named")
  func dirty() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: PackageRoot.file("Fixtures/dirty").path())
      .filter { FileManager.default.fileExists(atPath: PackageRoot.file("Fixtures/dirty/\($0)/tasks.csv").path()) }
    #expect(folders.count > 20)
    let refused = ["invalid_utf8": "invalid_utf8", "truncated": "truncated", "missing_column": "missing_column"]
    for folder in folders.sorted() {
      try TestServer.withMigratedDatabase { connection in
        let report = try Importer().run(folder: PackageRoot.file("Fixtures/dirty/\(folder)").path(), on: &connection)
        #expect(report.badRows.map(\.code) == (refused[folder].map { [$0] } ?? []), "\(folder)")
        let tasks = try count("tasks", &connection)
        #expect((tasks == 0) == report.isRefused, "\(folder)")
        if folder == "duplicate_review" { #expect(report.notices.map(\.code) == ["duplicate"]) }
      }
    }
  }

  @Test("a half-bad import leaves what was there before, in every table")
  func halfBad() throws {
    try TestServer.withMigratedDatabase { connection in
      let good = try ImportFiles([
        "people.csv": "person_id\np1\np2\n", "teams.csv": "team_id,name\nt1,One\n",
        "task_links.csv": "task_id,blocks_task_id\na,b\n",
      ])
      _ = try Importer().run(folder: good.path, on: &connection)
      let bad = try ImportFiles([
        "people.csv": "person_id\np3\n", "task_links.csv": "task_id,blocks_task_id\nc,d\n",
        "teams.csv": "team_id,name\nt2,Two\nt3\nt4,Four\n",
      ])
      let report = try Importer().run(folder: bad.path, on: &connection)
      #expect(report.isRefused)
      #expect(report.badRows.map { "\($0.file):\($0.line)" } == ["teams.csv:3"])
      #expect(report.tables.allSatisfy { $0.loaded == 0 && $0.replaced == 0 })
      let people = try connection.execute("SELECT string_agg(person_id, ',' ORDER BY person_id) FROM collab.people")
      #expect(try people.text(0, 0) == "p1,p2")
      let teams = try count("teams", &connection)
      let links = try count("task_links", &connection)
      #expect(teams == 1)
      #expect(links == 1)
    }
  }

  @Test("equal rows of one key are counted once; other rows of one key are named with both lines")
  func duplicates() throws {
    try TestServer.withMigratedDatabase { connection in
      let header = "task_id,effort,outcome\n"
      let equal = try ImportFiles(["tasks.csv": header + "t1,NaN,open\nt2,1,open\nt1,NaN,open\nt1,NaN,open\n"])
      let report = try Importer().run(folder: equal.path, on: &connection)
      #expect(!report.isRefused)
      #expect(report.tables.first?.rows == 4)
      #expect(report.tables.first?.loaded == 2)
      #expect(report.tables.first?.droppedDuplicates == 2)
      #expect(report.notices.map(\.count) == [2])
      let other = try ImportFiles(["tasks.csv": header + "t1,1,open\nt2,1,open\nt1,2,open\nt1,1,open\n"])
      let clash = try Importer().run(folder: other.path, on: &connection)
      #expect(clash.badRows.map(\.line) == [4])
      #expect(clash.badRows.first?.code == "conflicting_duplicate")
      #expect(clash.badRows.first?.why.contains("Line 2 ") == true)
      let added = try ImportFiles(["tasks.csv": header + "t3,1,open\nt2,7,open\n"])
      let append = try Importer(ImportOptions(mode: .append)).run(folder: added.path, on: &connection)
      #expect(append.badRows.map(\.line) == [3])
      #expect(append.badRows.first?.why.contains("table has the key already") == true)
      let stored = try count("tasks", &connection)
      #expect(stored == 2)
    }
  }

  @Test("more bad rows than can be listed are counted")
  func manyBadRows() throws {
    try TestServer.withMigratedDatabase { connection in
      let rows = (0..<5000).map { "t\($0),x,open\n" }.joined()
      let files = try ImportFiles(["tasks.csv": "task_id,effort,outcome\n" + rows])
      let report = try Importer().run(folder: files.path, on: &connection)
      #expect(report.badRows.count == 1000)
      #expect(report.badRowCount == 5000)
      let clashes = (0..<3000).map { "t\($0 % 2),\($0),open\n" }.joined()
      try files.write("tasks.csv", Data(("task_id,effort,outcome\n" + clashes).utf8))
      let second = try Importer().run(folder: files.path, on: &connection)
      #expect(second.badRows.count == 1000)
      #expect(second.badRowCount == 2998)
    }
  }

  @Test("values arrive as PostgreSQL itself would read them")
  func values() throws {
    try TestServer.withMigratedDatabase { connection in
      let files = try ImportFiles([
        "tasks.csv": """
        task_id,title,effort,created_at,completed_at,outcome
        "t,1","say ""hi""
        张伟 \\.",-1.5e3,1969-07-20T20:17:40.123456-04:00,infinity,open
        t2,,NaN,0001-01-01T00:00:00Z,9999-12-31T23:59:59.999999Z,lgtm

        """,
        "people.csv": "person_id,hired_on,left_on\np,2024-02-29,-infinity\n",
        "reviews.csv": """
        review_id,task_id,reviewer_id,submitted_at,verdict,comments
        r,t2,,2026-01-01T00:00:00+08:00,approve,-7

        """,
      ])
      _ = try Importer().run(folder: files.path, on: &connection)
      let same = try connection.execute(
        """
        SELECT (SELECT title = E'say "hi"\\n张伟 \\\\.' AND effort = -1500 AND completed_at = 'infinity'
            AND created_at = '1969-07-20T20:17:40.123456-04:00'::timestamptz
            AND key_result_id IS NULL FROM collab.tasks WHERE task_id = 't,1'),
          (SELECT title IS NULL AND effort = 'NaN' AND created_at = '0001-01-01 00:00:00Z'::timestamptz
            AND completed_at = '9999-12-31 23:59:59.999999Z'::timestamptz FROM collab.tasks WHERE task_id = 't2'),
          (SELECT hired_on = '2024-02-29'::date AND left_on = '-infinity' FROM collab.people),
          (SELECT reviewer_id IS NULL AND comments = -7 AND submitted_at = '2025-12-31 16:00:00Z'::timestamptz
            FROM collab.reviews)
        """)
      for column in 0..<4 { #expect(try same.bool(0, column), "column \(column)") }
    }
  }

  @Test("a folder without contract files is refused with what was probably meant; strangers beside are noticed")
  func folders() throws {
    try TestServer.withMigratedDatabase { connection in
      let missing = #expect(throws: StoreError.self) { try Importer().run(folder: "/nonexistent", on: &connection) }
      #expect(missing?.code == .importUnreadable)
      let empty = try ImportFiles(["taks.csv": "x\n"])
      let refusal = #expect(throws: StoreError.self) { try Importer().run(folder: empty.path, on: &connection) }
      #expect(refusal?.fix.contains("tasks.csv?") == true)
      try empty.write("people.csv", Data("person_id\np\n".utf8))
      let report = try Importer().run(folder: empty.path, on: &connection)
      #expect(report.notices.map(\.code) == ["unknown_file"])
      #expect(report.tables.map(\.loaded) == [1])
    }
  }

  @Test("a database that was not migrated is refused before anything is read")
  func notMigrated() throws {
    try TestServer.withEmptyDatabase { connection, _, _ in
      let files = try ImportFiles(["people.csv": "person_id\np\n"])
      let refusal = #expect(throws: StoreError.self) { try Importer().run(folder: files.path, on: &connection) }
      #expect(refusal?.code == .schemaOlder)
    }
  }

  @Test("a second import waits for the first, gives up when its lock timeout is over, and changes nothing")
  func twoImports() throws {
    try TestServer.withMigratedDatabase { connection in
      let files = try ImportFiles(["people.csv": "person_id\np1\n"])
      var settings = try TestServer.shared.get().settings(database: connection.database)
      settings.lockTimeout = .milliseconds(100)
      var second = try Connection(settings)
      try connection.begin()
      try connection.execute("LOCK TABLE collab.people IN SHARE ROW EXCLUSIVE MODE")
      let refusal = #expect(throws: PostgresError.self) { try Importer().run(folder: files.path, on: &second) }
      #expect(refusal?.sqlState == "55P03")
      try connection.commit()
      let isOpen = second.isInTransaction
      #expect(!isOpen)
      let report = try Importer().run(folder: files.path, on: &second)
      #expect(report.tables.map(\.loaded) == [1])
    }
  }

  @Test("what the progress closure throws ends the import and leaves nothing behind")
  func cancelled() throws {
    struct Stop: Error {}
    try TestServer.withMigratedDatabase { connection in
      let files = try ImportFiles(["people.csv": "person_id\np\n", "teams.csv": "team_id,name\nt,T\n"])
      #expect(throws: Stop.self) {
        try Importer().run(folder: files.path, on: &connection) { if $0.file == "teams.csv" { throw Stop() } }
      }
      let people = try count("people", &connection)
      #expect(people == 0)
    }
  }

  @Test("readers with an older snapshot go on seeing the older rows while an import replaces them")
  func olderSnapshot() throws {
    try TestServer.withMigratedDatabase { connection in
      let files = try ImportFiles(["people.csv": "person_id\np1\np2\n"])
      _ = try Importer().run(folder: files.path, on: &connection)
      let settings = try TestServer.shared.get().settings(database: connection.database)
      var reader = try Connection(settings)
      try reader.begin(.repeatableRead, readOnly: true)
      let before = try count("people", &reader)
      try files.write("people.csv", Data("person_id\np9\n".utf8))
      _ = try Importer().run(folder: files.path, on: &connection)
      let after = try count("people", &reader)
      #expect(before == 2)
      #expect(after == 2)
      try reader.rollback()
    }
  }
}
