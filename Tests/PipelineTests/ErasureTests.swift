import Foundation
import Pipeline
import Postgres
import Store
import Testing

@Suite("Retention and erasure")
struct ErasureTests {
  private static let personal = [
    "shares", "person_scores", "evidence_pieces", "evidence_records", "consensus_steps", "findings",
    "objective_contributions",
  ]

  private func people(_ company: CompanyDatabase, _ run: String) throws -> Int {
    try company.integer("SELECT count(*) FROM fairshare.shares WHERE run_id = '\(run)'")
  }

  @Test("rows about persons that are too old go by partition, with a proof; what is needed stays")
  func retention() throws {
    try BatchServer.with(BatchServer.lark) { company in
      let old = try ["2026Q2", "2026Q2"].map { try company.run($0, forced: true).runID }
      let new = try (0..<3).map { _ in try company.run("2026Q3", forced: true).runID }
      let dry = try company.verb(["retain", "--dry-run"])
      #expect(dry.exit == 0 && dry.output.contains("rows about persons of 0 runs would go"), "\(dry.output)")

      // Superseded runs that no rollback needs.
      #expect(try company.verb(["retain", "--superseded", "--reason", "room"]).exit == 0)
      try #expect(people(company, new[0]) == 0)
      for run in [old[0], old[1], new[1], new[2]] { try #expect(people(company, run) > 0) }
      #expect(try company.verb(["rollback", "--period", "2026Q3", "--run", new[0], "--reason", "x"]).exit == 65)

      // Two periods pass; an appeal on the older one keeps its run.
      try company.execute(
        "UPDATE fairshare.runs SET period_ends_on = current_date - 1000 + CASE period_id WHEN '2026Q3' THEN 92 ELSE 0 END"
      )
      let keyResult = try #require(
        try company.texts("SELECT min(key_result_id) FROM fairshare.shares WHERE run_id = '\(old[1])'").first)
      let person = try #require(
        try company.texts(
          "SELECT min(person_id) FROM fairshare.shares WHERE run_id = '\(old[1])' AND key_result_id = '\(keyResult)'"
        ).first)
      let appeal = try company.object(
        "appeal", ["review", "appeal", "open", person, "--key-result", keyResult, "--text", "late"])
      #expect(try company.verb(["retain"]).exit == 0)
      try #expect(people(company, old[0]) == 0, "the previous run of a period beyond the policy")
      try #expect(people(company, old[1]) > 0, "an open appeal keeps it")
      for run in [new[1], new[2]] { try #expect(people(company, run) > 0, "the newest period stays, whatever its age") }

      let id = try #require(appeal["appeal_id"] as? String)
      #expect(try company.verb(["review", "appeal", "answer", id, "--outcome", "declined", "--text", "n"]).exit == 0)
      #expect(try company.verb(["retain"]).exit == 0)
      for table in Self.personal {
        try #expect(
          company.integer("SELECT count(*) FROM fairshare.\(table) WHERE run_id = '\(old[1])'") == 0, "\(table)")
      }
      try #expect(
        company.integer("SELECT count(*) FROM fairshare.key_result_scores WHERE run_id = '\(old[1])'") > 0)
      try #expect(company.integer("SELECT count(*) FROM fairshare.runs") == 5, "the registry stays")
      try #expect(
        company.texts(
          """
          SELECT kind || ' ' || (digest_before = r.result_digest) || ' ' || ((counts ->> 'shares')::int > 0)
          FROM fairshare.erasure_proofs AS e JOIN fairshare.runs AS r ON r.run_id::text = e.subject ORDER BY e.at
          """) == ["purge true true", "retention true true", "retention true true"])
      try #expect(company.leftoverTables() == 0)
    }
  }

  /// Every row of every table, as text.
  private func everything(_ company: CompanyDatabase) throws -> String {
    try company.texts(
      """
      SELECT coalesce(string_agg(query_to_xml(format('SELECT * FROM %s', c.oid::regclass), true, false, '')::text, ''), '')
      FROM pg_class c WHERE relnamespace IN ('fairshare'::regnamespace, 'collab'::regnamespace) AND relkind = 'r'
      """
    ).joined()
  }

  /// A second run that waits for a release, beside the published one.
  private func hold(_ company: CompanyDatabase) throws -> String {
    try company.execute(
      "UPDATE collab.task_assignees AS a SET person_id = 'p006' WHERE task_id IN (SELECT task_id FROM collab.tasks WHERE key_result_id = 'k3-pay-1')"
    )
    let failure = #expect(throws: Failure.self) {
      try company.run("2026Q3") {
        var strict = $0.configuration
        (strict.driftPoints, strict.driftPeople, strict.driftMinimum) = (0, 0, 1)
        $0 = NightlyRun(settings: $0.settings, configuration: strict, period: $0.period)
      }
    }
    #expect(failure?.code == .resultHeld)
    return try #require(try company.texts("SELECT run_id FROM fairshare.runs WHERE state = 'held'").first)
  }

  @Test("a run that waits for a release is given up by an erasure, and a run that is under way comes first")
  func heldRun() throws {
    try BatchServer.with(BatchServer.lark) { company in
      // An account that stood for nobody before somebody made a person of it.
      try company.execute("UPDATE collab.reviews SET reviewer_id = 'ghost' WHERE reviewer_id = 'p010'")
      try company.run("2026Q3")
      try company.execute("INSERT INTO collab.person_aliases (account, person_id) VALUES ('ghost', 'p006')")
      let held = try hold(company)
      let erase = ["erase", "person", "p006", "--reason", "r", "--confirm", "p006"]
      var active = try company.connect("fairshare/active")
      try #expect(active.tryAdvisoryLock(RunRegistry.lockKey("2026Q3")))
      let early = try company.verb(erase)
      #expect(early.exit == 75 && early.errors.contains("2026Q3"), "\(early.errors)")
      try #expect(everything(company).contains(">p006<"))
      _ = try active.releaseAdvisoryLock(RunRegistry.lockKey("2026Q3"))
      #expect(try company.verb(erase).exit == 0)
      let everything = try everything(company)
      for trace in [">p006<", "/p006<", ">p006/", ">ghost<"] { #expect(!everything.contains(trace), "\(trace)") }
      #expect(try company.verb(["release", "--run", held, "--reason", "r"]).exit == 65)
      try #expect(company.leftoverTables() == 0)
    }
  }

  @Test("what dead and waiting runs have left of persons goes with age, too")
  func deadRuns() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let held = try hold(company)
      try company.execute(
        """
        INSERT INTO fairshare.runs (run_id, period_id, state, started_at, engine_version, schema_version)
        VALUES ('00000000-0000-7000-8000-000000000001', '2026Q3', 'failed', now(), 'x', 1);
        INSERT INTO fairshare.quarantined_rows (run_id, source_table, source_key, code)
        VALUES ('00000000-0000-7000-8000-000000000001', 'reviews', 'p006', 'orphan');
        INSERT INTO fairshare.unmapped_accounts (run_id, account, rows)
        VALUES ('00000000-0000-7000-8000-000000000001', 'ghost', 1);
        INSERT INTO fairshare.run_notices (run_id, code, severity, count, detail)
        VALUES ('00000000-0000-7000-8000-000000000001', 'unmapped_account', 'warning', 1, 'ghost');
        """)
      // Room is no reason to take away what waits for somebody.
      #expect(try company.verb(["retain", "--superseded", "--reason", "room"]).exit == 0)
      try #expect(company.texts("SELECT state FROM fairshare.runs WHERE run_id = '\(held)'") == ["held"])
      try #expect(company.leftoverTables() > 0)
      try company.execute(
        "UPDATE fairshare.runs SET period_ends_on = current_date - 1000, started_at = now() - interval '1000 days'")
      #expect(try company.verb(["retain"]).exit == 0)
      let gone = "SELECT count(*) FROM fairshare.quarantined_rows WHERE run_id = '00000000-0000-7000-8000-000000000001'"
      try #expect(company.integer(gone) == 0)
      try #expect(company.integer("SELECT count(*) FROM fairshare.unmapped_accounts WHERE account = 'ghost'") == 0)
      try #expect(company.integer("SELECT count(*) FROM fairshare.run_notices WHERE detail = 'ghost'") == 0)
      #expect(try company.verb(["release", "--run", held, "--reason", "r"]).exit == 65)
      try #expect(company.leftoverTables() == 0)
    }
  }

  /// What an erasure that goes wrong might do to a colleague in the same key result.
  private static let harm = [
    "SET share = share + 0.000000001", "SET share_low = 0", "SET share_high = NULL", "SET model = 'other'",
    "SET person_id = 'somebody'",
  ]

  @Test("an erasure that would move anybody else's share is undone as a whole and reported", arguments: harm)
  func otherShares(harm: String) throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let victim = try #require(
        try company.texts(
          """
          SELECT min(person_id) FROM fairshare.latest_shares WHERE key_result_id = 'k3-pay-1' AND model = 'consensus'
            AND person_id <> 'p006' AND share_high IS NOT NULL AND share_low > 0
          """
        ).first)
      try company.execute(
        """
        CREATE FUNCTION public.harm() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE fairshare.shares \(harm)
          WHERE person_id = '\(victim)' AND key_result_id = 'k3-pay-1' AND model = 'consensus';
          RETURN NULL;
        END $$;
        CREATE TRIGGER harm AFTER UPDATE ON fairshare.finding_cases EXECUTE FUNCTION public.harm();
        """)
      let before = try company.dump("2026Q3")
      let end = try company.verb(["erase", "person", "p006", "--reason", "r", "--confirm", "p006"])
      #expect(end.exit == 70 && end.errors.contains("would have changed the shares of others"), "\(end.errors)")
      try #expect(company.dump("2026Q3") == before)
      try #expect(company.integer("SELECT count(*) FROM fairshare.erasure_proofs") == 0)
      // Without the fault it works.
      try company.execute("DROP TRIGGER harm ON fairshare.finding_cases")
      #expect(try company.verb(["erase", "person", "p006", "--reason", "r", "--confirm", "p006"]).exit == 0)
    }
  }

  @Test("an erased person is nowhere left, everyone else's share stands, and the proof says so")
  func erasure() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.execute(
        "INSERT INTO fairshare.logins VALUES ('reader_one', 'p006', false); INSERT INTO fairshare.hr_units VALUES ('p006', NULL)"
      )
      // Somebody looked, as a person and as the one who is looked at.
      #expect(try company.verb(["explain", "person", "p006", "--key-result", "k3-pay-1"]).exit == 0)
      let id = try #require(
        try company.object(
          "appeal", ["review", "appeal", "open", "p006", "--key-result", "k3-pay-1", "--text", "林知夏"])[
            "appeal_id"] as? String)
      let erase = ["erase", "person", "p006", "--reason", "left and asked"]
      #expect(try company.verb(erase).exit == 65, "the id must be typed again")
      let early = try company.verb(erase + ["--confirm", "p006"])
      #expect(early.exit == 65 && early.errors.contains(id), "an open appeal comes first: \(early.errors)")
      #expect(try company.verb(["review", "appeal", "add", id, "--text", "p006 林知夏"]).exit == 0)
      #expect(
        try company.verb(["review", "appeal", "answer", id, "--outcome", "declined", "--text", "林知夏"]).exit == 0)
      let others = """
        SELECT key_result_id || model || person_id, share FROM fairshare.latest_shares
        WHERE person_id <> 'p006' AND person_id NOT LIKE 'erased-%'
        """
      let before = try company.numbers(others)
      let erased = try company.object("erasure", erase + ["--confirm", "p006"])
      let tombstone = try #require(erased["tombstone"] as? String)
      try #expect(company.numbers(others) == before)
      try #expect(
        company.texts("SELECT DISTINCT sum(share) FROM fairshare.latest_shares GROUP BY key_result_id, model")
          == ["1.000000000"])

      let everything = try everything(company)
      #expect(everything.contains(tombstone))
      for trace in [">p006<", "林知夏", "/p006<", ">p006/"] { #expect(!everything.contains(trace), "\(trace)") }
      try #expect(
        company.texts(
          "SELECT kind || ' ' || (subject = '\(tombstone)') || ' ' || (digest_before = digest_after) FROM fairshare.erasure_proofs"
        )
          == ["erasure true true"])
      #expect(try company.verb(["audit", "verify"]).exit == 0, "the chain knows what was done")
      #expect(try company.verb(erase + ["--confirm", "p006"]).exit == 65, "nobody has the id any more")

      // The next run goes on without the name, and with the same shares.
      try company.run("2026Q3", forced: true)
      try #expect(
        company.shares("k3-pay-1", model: "declared").keys.contains(tombstone))
    }
  }
}
