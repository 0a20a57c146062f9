import Foundation
import Pipeline
import Testing

/// Five periods of ten teams with members who come and go, in which key results go better with some people than with others.
private enum MovingCompany {
  /// - Parameter effect: of half of the people up, of the others down, for somebody who did all.
  static func script(effect: Double) -> String {
    """
    CREATE TEMP TABLE made AS
    WITH dice AS (
      SELECT 'k' || p || '-' || to_char(t, 'FM00') || '-' || k AS id, p, t, m,
        ('x' || substr(md5(concat_ws(' ', 'h', p, t, k, m)), 1, 7))::bit(28)::int AS a,
        ('x' || substr(md5(concat_ws(' ', 'w', p, t, k, m)), 1, 7))::bit(28)::int AS b
      FROM generate_series(1, 5) AS p, generate_series(0, 9) AS t, generate_series(1, 4) AS k, generate_series(0, 2) AS m
    )
    -- One of three places goes to a guest; nobody holds two.
    SELECT id, p, t, CASE WHEN m = 2 THEN (t + 1 + a % 9) % 10 * 5 + b % 5 ELSE t * 5 + (a % 5 + m * (1 + b % 4)) % 5 END AS person,
      4 + b / 7 % 12 AS tasks
    FROM dice;
    INSERT INTO collab.periods
      SELECT 'P' || p, date '2025-01-01' + (p - 1) * 90, date '2025-01-01' + p * 90 - 1 FROM generate_series(1, 5) AS p;
    INSERT INTO collab.people (person_id) SELECT 'p' || to_char(n, 'FM00') FROM generate_series(0, 49) AS n;
    INSERT INTO collab.teams SELECT 't' || n, NULL, 't' || n FROM generate_series(0, 9) AS n;
    INSERT INTO collab.objectives SELECT 'o' || p, 'P' || p, NULL, NULL, NULL, 'okr', 'o' FROM generate_series(1, 5) AS p;
    INSERT INTO collab.key_results SELECT DISTINCT id, 'o' || p, 't' || t, id FROM made;
    INSERT INTO collab.key_result_authors SELECT DISTINCT id, 'p' || to_char(person, 'FM00'), NULL, NULL::float8 FROM made;
    INSERT INTO collab.key_result_versions (key_result_id, valid_from, weight, baseline, target)
      SELECT DISTINCT id, date '2025-01-01' + (p - 1) * 90, 1, 0, 1 FROM made;
    INSERT INTO collab.tasks (task_id, key_result_id, title, effort, created_at, completed_at, outcome)
      SELECT id || '-' || person || '-' || n, id, '', 1, date '2025-01-02' + (p - 1) * 90, date '2025-01-10' + (p - 1) * 90, 'delivered'
      FROM made, generate_series(1, tasks) AS n ON CONFLICT DO NOTHING;
    INSERT INTO collab.task_assignees (task_id, person_id)
      SELECT DISTINCT id || '-' || person || '-' || n, 'p' || to_char(person, 'FM00') FROM made, generate_series(1, tasks) AS n;
    INSERT INTO collab.check_ins (key_result_id, checked_at, value)
      SELECT id, date '2025-03-01' + (min(p) - 1) * 90,
        0.6 + sum(tasks * \(effect) * (CASE WHEN ('x' || substr(md5('e' || person), 1, 7))::bit(28)::int % 2 = 0 THEN 1 ELSE -1 END))
          / sum(tasks) + 0.1 * (('x' || substr(md5('n' || id), 1, 7))::bit(28)::int % 1000 / 1000.0 - 0.5)
      FROM made GROUP BY id;
    """
  }

  /// People whose effect is up.
  static let better = """
    SELECT 'p' || to_char(n, 'FM00') FROM generate_series(0, 49) AS n
    WHERE ('x' || substr(md5('e' || n), 1, 7))::bit(28)::int % 2 = 0
    """
}

@Suite("The outcome model in the nightly run") struct OutcomeRunTests {
  private static func values(_ database: CompanyDatabase, _ run: RunOutcome) throws -> [String: Double] {
    try database.numbers(
      "SELECT name, value FROM fairshare.company_fit WHERE run_id = '\(run.runID)' AND name LIKE 'outcome%'")
  }

  @Test("past periods tell people apart where they matter: divisions are published, sum to 1 and point the right way")
  func published() throws {
    try BatchServer.with(BatchServer.empty) { database in
      try database.execute(MovingCompany.script(effect: 0.35))
      for period in ["P1", "P2", "P3"] {
        let early = try Self.values(database, database.run(period))
        #expect(early["outcome_people"] == 0, "after \(early["outcome_periods"] ?? -1) periods")
      }
      try database.run("P4")
      let last = try database.run("P5")
      let values = try Self.values(database, last)
      #expect(values["outcome_periods"] == 4 && (values["outcome_key_results"] ?? 0) > 100, "\(values)")
      #expect((values["outcome_people"] ?? 0) > 25 && (values["outcome_probability"] ?? 1) <= 0.05, "\(values)")
      #expect((values["outcome_person_variance"] ?? 0) > 0.03)
      let outcome = "FROM fairshare.latest_shares WHERE period_id = 'P5' AND model = 'outcome'"
      try #expect(database.integer("SELECT count(DISTINCT key_result_id) \(outcome)") >= 5)
      try #expect(
        database.texts(
          "SELECT key_result_id FROM (SELECT key_result_id, sum(share) AS s \(outcome) GROUP BY 1) AS k WHERE s <> 1"
        )
        .isEmpty)
      // The mean share of those who are better is above that of the others.
      let means = try database.numbers(
        "SELECT (person_id IN (\(MovingCompany.better)))::text, avg(share) \(outcome) GROUP BY 1")
      #expect((means["true"] ?? 0) > (means["false"] ?? 1), "\(means)")
      // Leadership reads how many can be told apart; no page shows the division as what a model says about the work.
      let folder = FileManager.default.temporaryDirectory.appending(path: "outcome-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let report = ["report", "--period", "P5", "--out", folder.path(), "--database", database.connectionString]
      try #expect(Program.run(report).exit == 0)
      let overview = try String(contentsOf: folder.appending(path: "leadership/overview.html"), encoding: .utf8)
      #expect(
        overview.contains("results of 4 past periods it can be told for \(Int(values["outcome_people"] ?? 0)) people"))
      let team = try String(contentsOf: folder.appending(path: "teams/team-t1.html"), encoding: .utf8)
      #expect(team.components(separatedBy: "结果归因").count == 2, "named once, among the models of the run")
      // Twice the same past, twice the same bytes; and it enters no other number.
      let again = try database.run("P5", jobs: 1, forced: true)
      #expect(again.resultDigest == last.resultDigest && again.fingerprint == last.fingerprint)
    }
  }

  @Test("a past in which nobody matters publishes no division and moves no other share")
  func silent() throws {
    try BatchServer.with(BatchServer.empty) { database in
      try database.execute(MovingCompany.script(effect: 0))
      let alone = try database.run("P5")
      let before = try database.dump("P5")["shares"]
      for period in ["P1", "P2", "P3", "P4"] { try database.run(period) }
      let informed = try database.run("P5")
      // What is read of the past is input like any record.
      #expect(alone.fingerprint != informed.fingerprint)
      let values = try Self.values(database, informed)
      #expect(values["outcome_periods"] == 4 && values["outcome_people"] == 0, "\(values)")
      try #expect(
        database.integer(
          "SELECT count(*) FROM fairshare.latest_shares WHERE model = 'outcome' AND period_id = 'P5'") == 0)
      try #expect(database.dump("P5")["shares"] == before)
    }
  }
}
