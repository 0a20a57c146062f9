import Pipeline
import Postgres
import Store
import Testing

@Suite("Another version of the engine is tried on what is published") struct BackTestTests {
  /// The company with one quarter published by an older engine, whose shares may have been others.
  private static func switching(
    _ period: String = "2026Q2", script: String = "", _ body: (CompanyDatabase) throws -> Void
  ) throws {
    try BatchServer.with(BatchServer.lark) { database in
      try database.run(period)
      // The digest of the settings is that of the older version, too.
      let old = try database.configuration().digest(engine: "0.0.1")
      try database.execute("UPDATE fairshare.runs SET engine_version = '0.0.1', config_hash = '\(old)';" + script)
      try body(database)
    }
  }

  /// Gives each key result to one of its people.
  private static let concentrated = """
    UPDATE fairshare.shares AS s
    SET share_low = NULL, share_high = NULL, share = (s.person_id = (
      SELECT min(o.person_id COLLATE "C") FROM fairshare.shares AS o
      WHERE o.run_id = s.run_id AND o.key_result_id = s.key_result_id AND o.model = 'consensus'))::int
    WHERE s.model = 'consensus';
    """

  private static func published(_ database: CompanyDatabase) throws -> [String] {
    try database.texts("SELECT period_id FROM fairshare.published_runs ORDER BY 1")
  }

  @Test("a version that changes nothing publishes a new period, says so, and is not tried again")
  func unchanged() throws {
    try Self.switching { database in
      let outcome = try database.run("2026Q3")
      let change = try #require(outcome.backTest?.change)
      #expect(outcome.state == .published && outcome.backTest?.period == "2026Q2")
      let people = try database.integer(
        "SELECT count(DISTINCT person_id) FROM fairshare.latest_shares WHERE model = 'consensus' AND period_id = '2026Q2'"
      )
      #expect(people > 40 && change.people == people && change.moved == 0 && change.largestPoints == 0)
      #expect(change.newFlags == 0 && change.goneFlags == 0 && change.isEngineAlone)
      try #expect(
        database.texts(
          "SELECT detail FROM fairshare.run_notices JOIN fairshare.published_runs USING (run_id) WHERE code = 'engine_changed'"
        ).first?.hasPrefix("engine 0.0.1 -> \(Engine.version), back-test on 2026Q2: 0 of \(people) people move") == true
      )
      #expect(outcome.steps.first?.step == "back_test")
      let again = try database.run("2026Q3", forced: true)
      #expect(again.backTest == nil && again.state == .published)
      // A result does not depend on the version that it takes over from.
      #expect(again.resultDigest == outcome.resultDigest)
    }
  }

  @Test(
    "a version that moves many people of the last period is held before it publishes the next, until it is released")
  func held() throws {
    try Self.switching(script: Self.concentrated) { database in
      let failure = #expect(throws: Failure.self) { try database.run("2026Q3") }
      #expect(failure?.code == .resultHeld && failure?.exit == .inputRefused)
      #expect(failure?.summary.contains("back-test on 2026Q2") == true, "\(failure?.summary ?? "")")
      try #expect(Self.published(database) == ["2026Q2"])
      let run = try database.texts("SELECT run_id FROM fairshare.runs WHERE state = 'held'").first ?? ""
      let end = try Program.run(
        ["release", "--run", run, "--reason", "read the changes", "--database", database.connectionString])
      #expect(end.exit == 0, "\(end.errors)")
      try #expect(Self.published(database) == ["2026Q2", "2026Q3"])
      try #expect(database.run("2026Q3").state == .unchanged)
      try #expect(database.leftoverTables() == 0)
    }
  }

  @Test("a run of the published period itself is its own back-test; a dry run tells beforehand and keeps nothing")
  func samePeriod() throws {
    try Self.switching("2026Q3", script: Self.concentrated) { database in
      let dry = try database.run("2026Q3") { $0.isDryRun = true }
      #expect(dry.state == .computed && dry.backTest?.isBeyondLimit == true)
      let end = try VerbsProcess.run(
        ["run", "--period", "2026Q3", "--dry-run"], database: database.connectionString,
        environment: ["FAIRSHARE_QUARANTINE_TABLE_LIMIT": "1", "LANG": "zh_CN.UTF-8"])
      #expect(end.errors.contains("用 2026Q3 回测") && end.errors.contains("超过限度，需要放行"), "\(end.errors)")
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs") == 1)
      let failure = #expect(throws: Failure.self) { try database.run("2026Q3") }
      #expect(failure?.summary.contains("engine 0.0.1 -> ") == true)
      try #expect(
        database.texts("SELECT reason FROM fairshare.runs WHERE state = 'held'").first?.contains("back-test on 2026Q3")
          == true)
      // Who allows more is not held.
      let outcome = try database.run("2026Q3") {
        var wide = $0.configuration
        wide.enginePeople = 1
        wide.driftPeople = 1
        $0 = NightlyRun(settings: $0.settings, configuration: wide, period: $0.period)
      }
      #expect(outcome.state == .published)
    }
  }

  @Test("flags that a version makes disappear hold it as well, even where nobody's share moves")
  func flags() throws {
    try Self.switching { database in
      try database.execute(
        "INSERT INTO fairshare.findings SELECT run_id, period_id, 'F-gone-' || i, 'over_credited', NULL, 'p00' || i, 0.9, 0.1, 'flag', '[]' FROM fairshare.published_runs, generate_series(1, 9) AS i"
      )
      let failure = #expect(throws: Failure.self) { try database.run("2026Q3") }
      #expect(failure?.code == .resultHeld)
      #expect(failure?.summary.contains("9 disappear, 0 appear") == true, "\(failure?.summary ?? "")")
    }
  }

  @Test("where the source no longer has the last period, nobody can tell, and a person decides")
  func gone() throws {
    try Self.switching(script: "DELETE FROM collab.periods WHERE period_id = '2026Q2'") { database in
      let failure = #expect(throws: Failure.self) { try database.run("2026Q3") }
      #expect(failure?.code == .resultHeld && failure?.summary.contains("no longer has it") == true)
    }
  }

  @Test("records that changed since are told apart from the engine's doing")
  func otherRecords() throws {
    try Self.switching(script: "DELETE FROM collab.check_ins") { database in
      let outcome = try database.run("2026Q3") { $0.acceptedDrop = "check-ins are no longer kept" }
      #expect(outcome.backTest?.change?.isEngineAlone == false)
    }
  }
}

extension RoleTests {
  @Suite("The back-test by the role of the batch") struct BackTestRoleTests {
    @Test("people's moves are the means by value that SQL works out, read with no more than the rights of the batch")
    func moves() throws {
      let database = try RoleServer.makeCompany("back_test")
      try database.execute(
        """
        CREATE TABLE public.true_shares AS SELECT key_result_id, person_id, share FROM fairshare.latest_shares WHERE model = 'consensus';
        UPDATE fairshare.shares SET share = share + CASE person_id WHEN 'a' THEN -0.15 ELSE 0.15 END
        WHERE key_result_id = 'k' AND person_id IN ('a', 'b') AND model = 'consensus';
        UPDATE fairshare.shares SET person_id = 'who-left' WHERE key_result_id = 'k' AND person_id = 'c' AND model = 'consensus';
        UPDATE fairshare.runs SET engine_version = '0.0.1';
        """)
      let expected = try database.numbers(
        """
        WITH move AS (
          SELECT person_id, sum(value * abs(coalesce(t.share, 0) - coalesce(s.share, 0))) / sum(value) AS move
          FROM public.true_shares AS t
          FULL JOIN (SELECT * FROM fairshare.latest_shares WHERE model = 'consensus') AS s USING (key_result_id, person_id)
          JOIN fairshare.latest_key_results AS k USING (key_result_id)
          WHERE value > 0 GROUP BY person_id)
        SELECT 'people', count(*) FROM move UNION ALL SELECT 'moved', count(*) FROM move WHERE move > 0.1
        UNION ALL SELECT 'mean', 100 * avg(move) FROM move UNION ALL SELECT 'largest', 100 * max(move) FROM move
        """)
      let change = try #require(try RoleServer.run(database) { $0.isDryRun = true }.backTest?.change)
      #expect(Double(change.people) == expected["people"] && Double(change.moved) == expected["moved"])
      #expect(change.moved >= 2)
      #expect(abs(change.meanPoints - (expected["mean"] ?? -1)) < 1e-6)
      #expect(abs(change.largestPoints - (expected["largest"] ?? -1)) < 1e-6)
    }
  }
}
