import Pipeline
import Testing

@Suite("A run publishes when, and only when, something has changed") struct UnchangedTests {
  static let period = "2026Q2"

  @Test("an unchanged company publishes nothing and writes no result row")
  func unchanged() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let first = try database.run(Self.period)
      let count = "SELECT count(*) FROM pg_class WHERE relname ~ '_r[0-9a-f]{32}$' AND relkind = 'r'"
      let tables = try database.integer(count)
      let again = try database.run(Self.period)
      #expect(again.state == .unchanged)
      #expect(again.exit == .done)
      #expect(again.runID == first.runID)
      #expect(again.resultDigest == first.resultDigest)
      try #expect(database.integer(count) == tables)
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [first.runID])
      try #expect(database.texts("SELECT state FROM fairshare.runs ORDER BY run_id") == ["published", "unchanged"])
      // The program's limits differ from the test's; a limit can refuse a run, never change a score.
      for _ in 0..<2 {
        let end = try Program.run(Program.runArguments(database, Self.period))
        #expect(end.exit == 0, "\(end.errors)")
      }
      try #expect(
        database.texts("SELECT state FROM fairshare.runs ORDER BY run_id")
          == ["published", "unchanged", "unchanged", "unchanged"])
    }
  }

  @Test(
    "every change that reaches a published table makes a run",
    arguments: [
      "UPDATE collab.reviews SET comments = coalesce(comments, 0) + 1 WHERE review_id = 'r00002'",
      "UPDATE collab.reviews SET review_id = 'renamed' WHERE review_id = 'r00001'",
      "UPDATE collab.check_ins SET value = value + 1 WHERE (key_result_id, checked_at) IN (SELECT key_result_id, max(checked_at) FROM collab.check_ins GROUP BY 1 ORDER BY 1 LIMIT 1)",
      "UPDATE collab.feedback SET feedback_id = 'renamed' WHERE feedback_id = 'f0001'",
      "UPDATE collab.objectives SET parent_key_result_id = 'k2-co-1' WHERE objective_id = 'o2-co-2'",
      "DELETE FROM collab.one_on_ones WHERE held_at < '2026-04-20'",
      "DELETE FROM collab.team_members WHERE person_id = 'p001'",
      "UPDATE collab.tasks SET effort = effort + 5 WHERE key_result_id IS NULL AND completed_at BETWEEN '2026-04-02' AND '2026-06-29'",
      "INSERT INTO collab.key_result_authors VALUES ('k2-co-1', 'nobody', NULL, NULL)",
      "INSERT INTO collab.task_assignees VALUES ('no-such-task', 'p001', NULL, NULL)",
      "UPDATE collab.objectives SET kind = 'exploration' WHERE objective_id = 'o2-co-2'",
      "UPDATE collab.periods SET ends_on = '2026-06-29' WHERE period_id = '2026Q2'",
    ])
  func changed(statement: String) throws {
    try BatchServer.with(BatchServer.lark) { database in
      let first = try database.run(Self.period)
      let before = try database.dump(Self.period)
      try database.execute(statement)
      let second = try database.run(Self.period)
      #expect(second.state == .published)
      // Whatever was skipped would show here: a forced run of the same records gives the same tables.
      let after = try database.dump(Self.period)
      #expect(after != before, "nothing to publish")
      let forced = try database.run(Self.period, forced: true)
      #expect(forced.resultDigest == second.resultDigest)
      #expect(second.resultDigest != first.resultDigest || after["quarantined_rows"] != before["quarantined_rows"])
      #expect(forced.fingerprint == second.fingerprint)
    }
  }

  @Test("one changed review changes the shares of its key result and of no other")
  func touched() throws {
    try BatchServer.with(BatchServer.lark) { database in
      try database.run(Self.period)
      let query = """
        SELECT key_result_id, md5(string_agg(person_id || model || share, ',' ORDER BY person_id, model))
        FROM fairshare.latest_shares GROUP BY 1
        """
      let before = Set(try database.texts("SELECT x::text FROM (\(query)) AS x"))
      try database.execute("UPDATE collab.reviews SET comments = coalesce(comments, 0) + 7 WHERE review_id = 'r00001'")
      try database.run(Self.period)
      let after = Set(try database.texts("SELECT x::text FROM (\(query)) AS x"))
      let changed = after.subtracting(before)
      #expect(changed.count == 1)
      #expect(changed.allSatisfy { $0.hasPrefix("(k2-co-1,") })
    }
  }

  @Test("people who have nothing to do with a key result do not touch it")
  func newcomer() throws {
    try BatchServer.with(BatchServer.lark) { database in
      try database.run("2026Q3")
      let before = try database.dump("2026Q3")
      try database.execute("INSERT INTO collab.people (person_id, job_family) VALUES ('0-first', 'aaa')")
      try #expect(database.run("2026Q3").state == .unchanged)
      try database.run("2026Q3", forced: true)
      let after = try database.dump("2026Q3")
      for (table, rows) in before.sorted(by: { $0.key < $1.key }) { #expect(after[table] == rows, "\(table)") }
      #expect(after.count == before.count)
    }
  }

  @Test("a dry run computes the same and leaves no trace in any table")
  func dryRun() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let trace = """
        SELECT string_agg(c.oid::regclass || ':' ||
          (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || c.oid::regclass, false, true, '')))[1]::text, ',' ORDER BY c.relname)
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = 'fairshare' AND c.relkind IN ('r', 'p')
        """
      let empty = try database.texts(trace)
      let dry = try database.run(Self.period) { $0.isDryRun = true }
      #expect(dry.state == .computed)
      try #expect(database.texts(trace) == empty)
      let real = try database.run(Self.period)
      #expect(dry.resultDigest == real.resultDigest)
      let published = try database.texts(trace)
      try database.execute("UPDATE collab.reviews SET comments = 50 WHERE review_id = 'r00001'")
      try #expect(database.run(Self.period) { $0.isDryRun = true }.state == .computed)
      try #expect(database.texts(trace) == published)
      try #expect(
        database.integer(
          "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ) == 0)
    }
  }

  @Test("another setting or seed makes a run although no record has changed")
  func settings() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try database.run(Self.period)
      let outcome = try database.run(Self.period) { batch in
        var configuration = batch.configuration
        configuration.reviewTau = 8
        batch = NightlyRun(settings: batch.settings, configuration: configuration, period: batch.period)
      }
      #expect(outcome.state == .published)
    }
  }
}
