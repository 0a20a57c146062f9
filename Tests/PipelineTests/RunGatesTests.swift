import Pipeline
import Postgres
import Store
import Testing

@Suite("A result that looks wrong waits for a person") struct RunGatesTests {
  private static let period = "2026Q3"

  /// The fixture company, published, and then with every task given to one person of its key result.
  private static func drifted(_ database: CompanyDatabase) throws -> (first: RunOutcome, failure: Failure?) {
    let first = try database.run(period)
    try database.execute(
      "UPDATE collab.task_assignees AS a SET person_id = (SELECT max(b.person_id) FROM collab.task_assignees AS b JOIN collab.tasks AS u USING (task_id) JOIN collab.tasks AS t ON t.key_result_id = u.key_result_id WHERE t.task_id = a.task_id)"
    )
    let failure = #expect(throws: Failure.self) { try database.run(period) { $0 = strict($0) } }
    return (first, failure)
  }

  @Test("a run that moves many people far is held, changes nothing for readers, and is released by name")
  func held() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let (first, failure) = try Self.drifted(database)
      #expect(failure?.code == .resultHeld && failure?.exit == .inputRefused)
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [first.runID])
      let run = try database.texts("SELECT run_id FROM fairshare.runs WHERE state = 'held'").first ?? ""
      func release(_ more: [String]) throws -> Int32 {
        try Program.run(["release", "--run", run, "--database", database.connectionString] + more).exit
      }
      try #expect(release(["--reason", " "]) == 64)
      try #expect(release(["--reason", "reorganisation", "--by", "an.xiaoman"]) == 0)
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [run])
      try #expect(
        database.texts("SELECT actor || ' ' || action || ' ' || detail FROM fairshare.audit_events") == [
          "postgres release_run for an.xiaoman: reorganisation"
        ])
      try #expect(release(["--reason", "again"]) == 65)
      try #expect(database.run(Self.period) { $0 = RunGatesTests.strict($0) }.state == .unchanged)
      try #expect(database.leftoverTables() == 0)
    }
  }

  @Test("a held run is given up by the next one, and cannot be released after it")
  func overtaken() throws {
    try BatchServer.with(BatchServer.lark) { database in
      _ = try Self.drifted(database)
      let run = try database.texts("SELECT run_id FROM fairshare.runs WHERE state = 'held'").first ?? ""
      try database.run(Self.period) { $0 = RunGatesTests.patient($0) }
      try #expect(database.texts("SELECT state FROM fairshare.runs WHERE run_id = '\(run)'") == ["abandoned"])
      let end = try Program.run(["release", "--run", run, "--reason", "x", "--database", database.connectionString])
      #expect(end.exit == 65)
      try #expect(database.leftoverTables() == 0)
    }
  }

  /// The same run with a gate that closes early: the fixture company moves less than companies do.
  private static func strict(_ run: NightlyRun) -> NightlyRun {
    var configuration = run.configuration
    configuration.driftPoints = 1
    configuration.driftPeople = 0.05
    return NightlyRun(settings: run.settings, configuration: configuration, period: run.period)
  }

  /// The same run with the gate open.
  private static func patient(_ run: NightlyRun) -> NightlyRun {
    var configuration = run.configuration
    configuration.driftPeople = 1
    return NightlyRun(settings: run.settings, configuration: configuration, period: run.period)
  }

  @Test("52: a source with less than half its rows is refused, unless somebody says why it is right")
  func dropped() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let first = try database.run(Self.period)
      try database.execute("DELETE FROM collab.reviews WHERE hashtext(review_id) % 4 <> 0")
      let failure = #expect(throws: Failure.self) { try database.run(Self.period) }
      #expect(failure?.code == .rowsDropped && failure?.exit == .inputRefused)
      #expect(failure?.place.contains("reviews") == true)
      try #expect(database.texts("SELECT run_id FROM fairshare.published_runs") == [first.runID])
      let outcome = try database.run(Self.period) {
        $0 = RunGatesTests.patient($0)
        $0.acceptedDrop = "an old archive was removed"
      }
      #expect(outcome.state == .published)
      try #expect(
        database.texts("SELECT detail FROM fairshare.audit_events WHERE action = 'accept_drop'").first?
          .hasSuffix("an old archive was removed") == true)
    }
  }

  @Test("faults that are few in every table but many in all of the evidence refuse the run")
  func evidenceLimit() throws {
    try BatchServer.with(BatchServer.clean) { database in
      try database.execute(
        "INSERT INTO collab.tasks SELECT 'bad' || i, 'k1', '', 'NaN', '2026-04-02', '2026-04-10', 'delivered' FROM generate_series(1, 25) AS i"
      )
      let failure = #expect(throws: Failure.self) { try database.run("2026Q2") }
      #expect(failure?.code == .feedBroken && failure?.place == "all tables of evidence")
    }
  }

  @Test("the period begins and ends at midnight on the company's clocks")
  func zone() throws {
    try BatchServer.with(BatchServer.clean) { database in
      // The last minute of 30 June in Shanghai is 15:59 UTC; an hour later is another quarter there, but not in UTC.
      try database.execute("UPDATE collab.tasks SET completed_at = '2026-06-30 15:59:30+00' WHERE task_id = 't2'")
      try database.run("2026Q2")
      let future =
        "SELECT count FROM fairshare.run_notices JOIN fairshare.published_runs USING (run_id) WHERE code = 'future_event'"
      try #expect(database.texts(future).isEmpty)
      try database.execute("UPDATE collab.tasks SET completed_at = '2026-06-30 16:00:30+00' WHERE task_id = 't2'")
      try database.run("2026Q2")
      try #expect(database.texts(future) == ["1"])
      try #expect(
        database.texts(
          "SELECT as_of AT TIME ZONE 'UTC' FROM fairshare.runs JOIN fairshare.published_runs USING (run_id)")
          == ["2026-06-30 16:00:00"])
    }
  }

  @Test("a person's sum that is not that of the shares is found before anything is published")
  func personSums() throws {
    try BatchServer.with(BatchServer.clean) { database in
      let failure = #expect(throws: Failure.self) {
        try database.run("2026Q2") { run in
          run.progress = { progress in
            guard progress.step == .verify else { return }
            do {
              let id = try database.texts(
                "SELECT replace(run_id::text, '-', '') FROM fairshare.runs WHERE state = 'running'")[0]
              try database.execute(
                "UPDATE fairshare.person_scores_r\(id) SET contributed = contributed * 1.001 WHERE person_id = 'a'")
            } catch { Issue.record(error) }
          }
        }
      }
      #expect(failure?.code == .verificationFailed && failure?.why.contains("not that of their shares") == true)
    }
  }
}
