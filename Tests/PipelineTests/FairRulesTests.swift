import Testing

@Suite("Leave and failed trials are never held against anybody") struct FairRulesTests {
  private static let period = "2026Q3"
  private static let open =
    "f.kind IN ('over_credited', 'nominal_author') AND f.state IN ('flag', 'watch')"

  /// Findings of too little contribution in the published run, under a condition: how many, open or not.
  private static func findings(_ database: CompanyDatabase, _ condition: String) throws -> Int {
    try database.integer("SELECT count(*) FROM fairshare.latest_findings AS f WHERE \(condition)")
  }

  @Test("who was on leave for most of the period is not judged to have done too little") func leave() throws {
    try BatchServer.with(BatchServer.lark) { database in
      try database.run(Self.period)
      try database.execute(
        "CREATE TABLE public.doubted AS SELECT DISTINCT f.person_id FROM fairshare.latest_findings AS f WHERE \(Self.open)"
      )
      let theirs = "f.person_id IN (SELECT person_id FROM public.doubted)"
      try #expect(Self.findings(database, "\(theirs) AND \(Self.open)") > 0)
      try database.execute(
        "INSERT INTO collab.absences SELECT person_id, '2026-07-01', '2026-09-10', 1 FROM public.doubted")
      try database.run(Self.period)
      try #expect(Self.findings(database, "\(theirs) AND \(Self.open)") == 0)
      try #expect(
        Self.findings(database, "\(theirs) AND f.state = 'not_judged' AND f.reasons::text LIKE '%leave%'") > 0)
    }
  }

  @Test("a stopped trial that left its learning behind accuses nobody, one without does not hide behind the word")
  func trial() throws {
    try BatchServer.with(BatchServer.lark) { database in
      try database.run(Self.period)
      try database.execute(
        "CREATE TABLE public.doubted AS SELECT DISTINCT f.key_result_id FROM fairshare.latest_findings AS f WHERE \(Self.open)"
      )
      let there = "f.key_result_id IN (SELECT key_result_id FROM public.doubted)"
      try database.execute(
        "UPDATE collab.objectives SET kind = 'exploration' WHERE objective_id IN (SELECT objective_id FROM collab.key_results WHERE key_result_id IN (SELECT key_result_id FROM public.doubted)); DELETE FROM collab.learning_records"
      )
      try database.run(Self.period)
      try #expect(Self.findings(database, "\(there) AND \(Self.open)") > 0)
      try database.execute(
        "INSERT INTO collab.learning_records SELECT key_result_id, NULL, '2026-07-02', '2026-08-20', 'stopped', NULL FROM public.doubted"
      )
      try database.run(Self.period)
      try #expect(Self.findings(database, "\(there) AND \(Self.open)") == 0)
      try #expect(
        Self.findings(database, "\(there) AND f.state = 'not_judged' AND f.reasons::text LIKE '%stopped_trial%'") > 0)
    }
  }

  @Test("a task that failed and taught something counts as one that was delivered; a dropped one does not")
  func learned() throws {
    try BatchServer.with(BatchServer.clean) { database in
      func shares(_ outcome: String) throws -> [String: Double] {
        try database.execute("UPDATE collab.tasks SET outcome = '\(outcome)' WHERE task_id = 't2'")
        try database.run("2026Q2")
        return try database.shares("k1")
      }
      let delivered = try shares("delivered")
      #expect(delivered.count > 1)
      try #expect(shares("learned") == delivered)
      try #expect(shares("dropped") != delivered)
    }
  }
}
