import Pipeline
import Testing

@Suite("The same records give the same bytes") struct DeterminismTests {
  static let period = "2026Q3"

  /// Tables whose rows have no order of their own: each is written anew in a random order.
  static let shuffled = [
    "people", "teams", "team_members", "absences", "objectives", "key_results", "key_result_versions", "check_ins",
    "key_result_authors", "tasks", "task_assignees", "task_links", "reviews", "peer_ratings", "feedback", "one_on_ones",
    "learning_records", "spot_checks",
  ]

  static func shuffle(_ database: CompanyDatabase) throws {
    for table in shuffled {
      try database.execute(
        """
        CREATE TABLE public.shuffled AS SELECT * FROM collab.\(table) ORDER BY random();
        TRUNCATE collab.\(table);
        INSERT INTO collab.\(table) SELECT * FROM public.shuffled;
        DROP TABLE public.shuffled;
        """)
    }
  }

  private static func compare(_ dump: [String: String], _ reference: [String: String], _ what: String) {
    for (table, text) in reference { #expect(dump[table] == text, "\(table) with \(what)") }
  }

  @Test("any number of jobs and any physical order of rows")
  func jobsAndOrder() throws {
    try BatchServer.with(BatchServer.lark) { database in
      let first = try database.run(Self.period, jobs: 1)
      let reference = try database.dump(Self.period)
      #expect((reference["shares"] ?? "").count > 10_000)
      for jobs in [2, 3, 8] {
        let outcome = try database.run(Self.period, jobs: jobs, forced: true)
        #expect(outcome.state == .published)
        #expect(outcome.resultDigest == first.resultDigest)
        Self.compare(try database.dump(Self.period), reference, "\(jobs) jobs")
      }
      for jobs in [1, 2, 3] {
        try Self.shuffle(database)
        try #expect(database.run(Self.period, jobs: jobs).state == .unchanged)
        let outcome = try database.run(Self.period, jobs: jobs, forced: true)
        #expect(outcome.resultDigest == first.resultDigest)
        #expect(outcome.fingerprint == first.fingerprint)
        Self.compare(try database.dump(Self.period), reference, "shuffled rows and \(jobs) jobs")
      }
    }
  }

  @Test("other locale, zone and hash seed of the process and of the server")
  func surroundings() throws {
    try BatchServer.with(BatchServer.lark) { database in
      // Settings are part of the seed, so the reference comes from the program too.
      try #expect(Program.run(Program.runArguments(database, Self.period)).exit == 0)
      let digest = try database.texts(
        "SELECT result_digest FROM fairshare.runs JOIN fairshare.published_runs USING (run_id)")
      let reference = try database.dump(Self.period)
      let surroundings: [[String: String]] = [
        ["SWIFT_DETERMINISTIC_HASHING": "1", "LANG": "C", "TZ": "UTC"],
        ["LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Kathmandu", "PGTZ": "America/New_York"],
        ["LANG": "tr_TR.UTF-8", "TZ": "Pacific/Chatham", "PGOPTIONS": "-c extra_float_digits=0 -c datestyle=German"],
      ]
      for (number, environment) in surroundings.enumerated() {
        try database.execute(
          "ALTER DATABASE \(database.name) SET enable_hashjoin = \(number == 1 ? "off" : "on");"
            + "ALTER DATABASE \(database.name) SET timezone = '\(number == 2 ? "Asia/Tokyo" : "UTC")'")
        let end = try Program.run(
          Program.runArguments(database, Self.period, ["--force", "--jobs", "\(number + 1)"]), environment: environment)
        #expect(end.exit == 0, "\(end.errors)")
        try #expect(
          database.texts(
            "SELECT result_digest FROM fairshare.runs JOIN fairshare.published_runs USING (run_id) WHERE pid IS NOT NULL"
          )
            == digest)
        Self.compare(try database.dump(Self.period), reference, "\(environment)")
      }
      try #expect(database.integer("SELECT count(*) FROM fairshare.runs") == 4)
    }
  }

  @Test(
    "rows of the wide tables lie in the order of their keys, which halves the time of building them",
    arguments: ["shares", "evidence_pieces", "evidence_records", "consensus_steps"])
  func keyOrder(table: String) throws {
    try BatchServer.with(BatchServer.lark) { database in
      try database.run(Self.period)
      let key =
        try database.texts(
          """
          SELECT string_agg('r.' || quote_ident(a.attname), ', ' ORDER BY k.number) FROM pg_index AS i
          CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (attnum, number)
          JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
          WHERE i.indisprimary AND i.indrelid = 'fairshare.\(table)'::regclass
          """
        ).first ?? ""
      let isBefore = "(\(key)) < (\(key.replacing("r.", with: "n.")))"
      let (inOrder, all) = try (
        database.integer(
          """
          WITH numbered AS (SELECT t.*, row_number() OVER (ORDER BY t.ctid) AS place FROM fairshare.\(table) AS t)
          SELECT count(*) FROM numbered AS r JOIN numbered AS n ON n.place = r.place + 1 WHERE \(isBefore)
          """),
        database.integer("SELECT count(*) FROM fairshare.\(table)")
      )
      #expect(all > 200)
      #expect(inOrder == all - 1)
    }
  }

  @Test("links that unblock equally rank by the ids of their tasks")
  func equalLinks() throws {
    try BatchServer.with(BatchServer.empty) { database in
      try database.execute(
        """
        INSERT INTO collab.periods VALUES ('P', '2026-04-01', '2026-06-30');
        INSERT INTO collab.people (person_id) VALUES ('a'), ('b');
        INSERT INTO collab.teams VALUES ('t', NULL, 't');
        INSERT INTO collab.objectives VALUES ('o', 'P', 't', NULL, NULL, 'okr', '');
        INSERT INTO collab.key_results VALUES ('k', 'o', NULL, '');
        INSERT INTO collab.tasks SELECT 't' || i, 'k', '', 4, '2026-04-02', '2026-04-10', 'delivered' FROM generate_series(1, 9) AS i;
        INSERT INTO collab.task_assignees SELECT 't' || i, CASE WHEN i = 9 THEN 'b' ELSE 'a' END, NULL, NULL FROM generate_series(1, 9) AS i;
        INSERT INTO collab.task_links SELECT 't' || i, 't9' FROM generate_series(8, 1, -1) AS i;
        """)
      try database.run()
      let reference = try database.dump("P")
      try database.execute(
        "DELETE FROM collab.task_links; INSERT INTO collab.task_links SELECT 't' || i, 't9' FROM generate_series(1, 8) AS i"
      )
      try database.run(forced: true)
      try #expect(database.dump("P") == reference)
    }
  }
}
