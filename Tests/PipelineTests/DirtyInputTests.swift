import Foundation
import Pipeline
import Store
import Testing

@Suite("Bad input is set aside by name or refused, and costs no clean row") struct DirtyInputTests {
  /// One folder of bad input and what must come of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var folder: String
    var exit: Int32
    var codes: [String: Int]
    var testDescription: String { folder }
  }

  private struct Expectation: Decodable {
    var exit: Int32
    var codes: [String: Int]
  }

  static let cases: [Case] = {
    let root = PackageRoot.file("Fixtures/dirty")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path()))?.sorted() ?? []
    return names.compactMap { name in
      guard let data = try? Data(contentsOf: root.appending(path: name).appending(path: "expect.json")),
        let expectation = try? JSONDecoder().decode(Expectation.self, from: data)
      else { return nil }
      return Case(folder: name, exit: expectation.exit, codes: expectation.codes)
    }
  }()

  /// Shares of the company without a fault.
  private static let clean = Result {
    try BatchServer.with(BatchServer.clean) { database in
      try database.run("2026Q2")
      return ["k1": try database.shares("k1"), "k2": try database.shares("k2")]
    }
  }

  @Test("there is a folder for every kind") func folders() { #expect(Self.cases.count >= 24) }

  @Test("each kind of bad input ends as its folder says", arguments: cases)
  func kind(_ fault: Case) throws {
    try BatchServer.with(BatchServer.empty) { database in
      let report = try Workplace(database.configuration()).importFolder(
        PackageRoot.file("Fixtures/dirty/\(fault.folder)").path(), options: ImportOptions())
      if fault.exit == 65 {
        #expect(report.isRefused)
        #expect(Dictionary(grouping: report.badRows, by: \.code).mapValues(\.count) == fault.codes)
        #expect(report.badRows.allSatisfy { $0.line > 0 && $0.file.hasSuffix(".csv") })
        try #expect(database.integer("SELECT count(*) FROM collab.people") == 0)
        return
      }
      #expect(!report.isRefused, "\(report.badRows)")
      let outcome = try database.run("2026Q2")
      #expect(outcome.exit.rawValue == fault.exit)
      var told = try database.numbers("SELECT code, count(*) FROM fairshare.quarantined_rows GROUP BY code")
      let set = told
      let dropped = report.tables.reduce(0) { $0 + $1.droppedDuplicates }
      if dropped > 0 { told["duplicate"] = Double(dropped) }
      for (code, count) in try database.numbers("SELECT code, count FROM fairshare.run_notices")
      where fault.codes[code] != nil {
        told[code] = count
      }
      #expect(told.mapValues { Int($0) } == fault.codes)
      try #expect(database.integer("SELECT count(*) FROM fairshare.quarantined_rows WHERE source_key = ''") == 0)
      // The row that was set aside takes no part: the others keep their shares to the last unit.
      if fault.folder != "one_person_key_result" {
        for (keyResult, shares) in try Self.clean.get() {
          try #expect(database.shares(keyResult) == shares, "\(keyResult)")
        }
      }
      let evidence = set.keys.filter { $0 != "goal_cycle" }
      let marked = try database.integer(
        "SELECT count(*) FROM fairshare.latest_key_results WHERE reason = 'incomplete_evidence'")
      #expect((marked > 0) == !evidence.isEmpty)
    }
  }

  @Test("a broken feed refuses the run, and a sound one with as few faults does not")
  func limits() throws {
    try BatchServer.with(BatchServer.clean) { database in
      let first = try database.run("2026Q2")
      func faulty(_ count: Int) throws {
        try database.execute(
          """
          DELETE FROM collab.tasks WHERE task_id LIKE 'bad%';
          INSERT INTO collab.tasks SELECT 'bad' || i, 'k1', '', 'NaN', '2026-04-02', '2026-04-10', 'delivered' FROM generate_series(1, \(count)) AS i
          """)
      }
      try faulty(25)
      let end = try Program.run(Program.runArguments(database, "2026Q2"))
      #expect(end.exit == 65)
      #expect(end.errors.contains("tasks") && end.errors.contains("not_finite") && end.errors.contains("25 of 33"))
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [first.runID])
      try #expect(database.texts("SELECT state FROM fairshare.runs ORDER BY run_id") == ["published", "refused"])
      try #expect(database.leftoverTables() == 0)
      try faulty(19)
      let few = try Program.run(Program.runArguments(database, "2026Q2"))
      #expect(few.exit == 0)
      // Self-reviews are facts about work, not faults of the feed.
      try database.execute(
        """
        DELETE FROM collab.tasks WHERE task_id LIKE 'bad%';
        INSERT INTO collab.reviews SELECT 'self' || i, 't1', 'b', NULL, '2026-04-09', 'approve', 1, 'code' FROM generate_series(1, 30) AS i
        """)
      try #expect(Program.run(Program.runArguments(database, "2026Q2")).exit == 0)
      try #expect(
        database.integer(
          "SELECT count(*) FROM fairshare.quarantined_rows JOIN fairshare.published_runs USING (run_id) WHERE code = 'self_review'"
        ) == 30)
    }
  }

  @Test("a period that does not exist is refused with the ones that do")
  func period() throws {
    try BatchServer.with(BatchServer.clean) { database in
      let end = try Program.run(Program.runArguments(database, "2027Q9"))
      #expect(end.exit == 65)
      #expect(end.errors.contains("2026Q2"))
    }
  }

  @Test("a co-owner's and a helper's review of the own task is told apart from a lone owner's")
  func ownReviews() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try database.execute(
        """
        INSERT INTO collab.task_assignees VALUES ('t1', 'c', 'helper', NULL), ('t2', 'b', 'owner', NULL);
        DELETE FROM collab.reviews;
        INSERT INTO collab.reviews VALUES ('x1', 't1', 'b', NULL, '2026-04-09', 'approve', 1, 'code'),
          ('x2', 't1', 'c', NULL, '2026-04-09', 'approve', 1, 'code'), ('x3', 't2', 'b', NULL, '2026-04-09', 'approve', 1, 'code'),
          ('x4', 't2', 'c', NULL, '2026-04-09', 'approve', 1, 'code')
        """)
      try database.run("2026Q2")
      try #expect(
        database.texts(
          "SELECT source_key || ' ' || code FROM fairshare.quarantined_rows ORDER BY source_key COLLATE \"C\"")
          == ["x1 self_review", "x2 co_author_review", "x3 co_author_review", "x4 co_author_review"])
    }
  }
}
