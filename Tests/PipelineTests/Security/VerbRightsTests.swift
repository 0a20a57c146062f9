import Foundation
import LocalServer
import Postgres
import Testing

extension RoleTests {
  /// What each role can do with the program, and what it is refused: the table of docs/security.md.
  @Suite("Verbs by role", .serialized)
  struct VerbRightsTests: RoleSuite {
    /// A company of its own: these tests write into it. f-b is about b, f-c about c, both in their comment window.
    static let company: Result<CompanyDatabase, any Error> = Result {
      let database = try RoleServer.makeCompany("verbs")
      try database.plantFlag("f-b", person: "b", keyResult: "k", period: "P")
      try database.plantFlag("f-c", person: "c", keyResult: "k", period: "P")
      return database
    }

    private static func verb(_ arguments: [String], as login: String) throws -> VerbsProcess.Answer {
      try VerbsProcess.withFolder { folder in
        try VerbsProcess.run(
          arguments, database: company.get().connectionString(login), folder: folder,
          environment: ["FAIRSHARE_QUARANTINE_TABLE_LIMIT": "1"])
      }
    }

    /// Verb, then the exit code for HR of everything, HR of team u (c and d), the lead a of b, c and d, the person b, a data
    /// analyst, an auditor, and the nightly batch.
    private static let table: [(arguments: String, exits: [Int32])] = [
      ("review list --all", [0, 0, 77, 77, 77, 77, 77]),
      ("review show f-b", [0, 65, 65, 0, 77, 77, 77]),
      ("review show f-c", [0, 0, 65, 65, 77, 77, 77]),
      ("review decide f-none --decision cleared --reason r", [65, 65, 77, 77, 77, 77, 77]),
      ("review appeal list", [0, 0, 77, 0, 77, 77, 77]),
      ("review appeal statistics", [0, 0, 0, 0, 0, 0, 77]),
      ("explain key-result k", [0, 0, 0, 0, 77, 77, 77]),
      ("explain person b --key-result k", [0, 65, 0, 0, 77, 77, 77]),
      ("explain person c --key-result k", [0, 0, 0, 65, 77, 77, 77]),
      ("report --out r", [0, 77, 77, 77, 77, 77, 77]),
      ("report --out r --audience leadership", [0, 77, 77, 77, 77, 77, 77]),
      ("report --out r --audience hr", [0, 0, 77, 77, 77, 77, 77]),
      ("report --out r --team t", [0, 77, 77, 77, 77, 77, 77]),
      ("report --out r --person b", [0, 65, 77, 77, 77, 77, 77]),
      ("export --out r", [0, 0, 0, 0, 77, 77, 77]),
      ("status --skipped", [0, 0, 0, 0, 0, 0, 0]),
      ("hold --list", [0, 0, 77, 77, 77, 0, 77]),
      ("hold --person b --reason r --release", [65, 65, 77, 77, 77, 77, 77]),
      ("audit verify", [77, 77, 77, 77, 77, 0, 77]),
      ("run --period P", [77, 77, 77, 77, 77, 77, 0]),
    ]

    @Test("each verb works or is refused as its table says", arguments: table.indices)
    func verbs(index: Int) throws {
      let (arguments, exits) = Self.table[index]
      for (login, exit) in zip(["hr_all", "hr_unit", "lead", "someone", "analyst", "checker", "nightly"], exits) {
        let answer = try Self.verb(arguments.split(separator: " ").map(String.init), as: login)
        #expect(answer.exit == exit, "\(login): \(arguments): \(answer.output)\(answer.errors)")
      }
    }

    @Test("HR of one unit lists and serves the cases of that unit alone")
    func unit() throws {
      let listed = try Self.verb(["review", "list", "--all", "--json"], as: "hr_unit").output
      #expect(listed.contains("f-c") && !listed.contains("f-b"), "\(listed)")
      let database = try Self.company.get()
      try ServedProcess.with(database.connectionString("hr_unit")) { port, cookie in
        let queue = try HTTPClient.ask(port: port, "GET", "/hr/queue.html", cookie)
        #expect(queue.status == 200 && queue.body.contains("case-f-c") && !queue.body.contains("case-f-b"))
        #expect(try HTTPClient.ask(port: port, "GET", "/hr/case-f-c.html", cookie).status == 200)
        #expect(try HTTPClient.ask(port: port, "GET", "/hr/case-f-b.html", cookie).status == 404)
        // c and d have shares in key result k beside a, b and e: a page with sums of it would be wrong.
        for path in ["/people/c.html", "/teams/team-t.html", "/leadership/overview.html"] {
          #expect(try HTTPClient.ask(port: port, "GET", path, cookie).status == 403, "\(path)")
        }
      }
      let logged = try database.texts(
        "SELECT DISTINCT subject_kind || ' ' || subject FROM fairshare.access_log WHERE action = 'serve' ORDER BY 1")
      #expect(logged == ["person c"], "what was shown is noted, what was refused is not")
    }

    @Test("a table tells a reader no more than the views: no flag in its window, nothing that is held")
    func tables() throws {
      let database = try Self.company.get()
      let findings = "SELECT finding_id FROM fairshare.findings WHERE finding_id LIKE 'f-%' ORDER BY 1"
      #expect(try Self.texts("lead", findings) == [])
      #expect(try Self.texts("someone", findings) == ["f-b"], "the person concerned sees it first")
      #expect(try Self.texts("hr_unit", findings) == ["f-c"])
      #expect(try Self.texts("analyst", "SELECT kind FROM fairshare.data_findings") == [])
      try database.execute("UPDATE fairshare.finding_cases SET comment_until = current_date - 1")
      #expect(try Self.texts("lead", findings) == ["f-b", "f-c"])
      #expect(try Self.texts("someone", "SELECT finding_id FROM fairshare.findings_for_leaders()") == ["f-b"])
      #expect(try Self.texts("analyst", "SELECT kind FROM fairshare.data_findings WHERE state = 'flag'").count == 2)
      let shown = try Self.verb(["review", "show", "f-c", "--json"], as: "lead")
      #expect(shown.exit == 0 && !shown.output.contains("decided_by\":\""), "\(shown.output)\(shown.errors)")

      try database.execute(
        """
        INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, share_before)
        VALUES ('A-b', 'b', 'k', 'please look', 0.1), ('A-e', 'e', 'k', 'please look', 0.1)
        """)
      #expect(try Self.texts("lead", findings) == ["f-c"])
      #expect(try Self.texts("someone", "SELECT person_id FROM fairshare.open_appeals()") == ["b"])
      #expect(try Self.texts("lead", "SELECT person_id FROM fairshare.open_appeals()") == ["b"])
      #expect(try Self.texts("hr_all", "SELECT person_id FROM fairshare.open_appeals() ORDER BY 1") == ["b", "e"])

      let tables = [
        "shares", "person_scores", "evidence_pieces", "evidence_records", "consensus_steps", "findings",
        "key_result_scores", "read_progress((SELECT run_id FROM fairshare.published_runs))",
      ]
      func rows(_ login: String) throws -> Int {
        try tables.reduce(0) { try $0 + (Int(Self.texts(login, "SELECT count(*) FROM fairshare.\($1)")[0]) ?? 0) }
      }
      for (scope, subject) in [("all", ""), ("period", "P"), ("person", "b")] {
        try database.execute(
          """
          INSERT INTO fairshare.holds (hold_id, scope, subject, placed_by, reason)
          VALUES ('H', '\(scope)', '\(subject)', SESSION_USER, 'y')
          """)
        // Key results hold no persons: a hold on a person leaves them, and nothing else.
        let keyResults = try Int(Self.texts("someone", "SELECT count(*) FROM fairshare.key_result_scores")[0]) ?? -1
        #expect((keyResults == 0) == (scope != "person"), "\(scope)")
        #expect(try rows("someone") <= keyResults + (scope == "person" ? 1 : 0), "\(scope)")
        let findings = try Self.texts(
          "lead", "SELECT * FROM fairshare.count_findings((SELECT run_id FROM fairshare.published_runs))")
        #expect(findings.isEmpty == (scope != "person"), "\(scope)")
        #expect(try (rows("lead") == 0) == (scope != "person"), "\(scope)")
        #expect(
          try Self.texts("analyst", "SELECT pseudonym FROM fairshare.data_people").count == (scope == "person" ? 4 : 0),
          "\(scope)")
        #expect(try rows("hr_all") > 0, "\(scope)")
        try database.execute("DELETE FROM fairshare.holds")
      }
      #expect(try rows("someone") > 0)
    }

    @Test("nobody writes a review or decision in another's name, or about the person behind the login")
    func names() throws {
      let database = try Self.company.get()
      let review = "INSERT INTO fairshare.finding_reviews (finding_id, reviewed_by, decision, reason) VALUES ('f-c', "
      let decision = "INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f-c', "
      #expect(try Self.refusal("hr_all", review + "'hr_all', 'confirmed', 'r')") == nil)
      #expect(try Self.refusal("hr_all", review + "'hr_unit', 'confirmed', 'r')") == "42501")
      #expect(try Self.refusal("hr_all", decision + "'hr_all', 'cleared', 'r')") == nil)
      #expect(try Self.refusal("hr_all", decision + "'hr_unit', 'cleared', 'r')") == "42501")
      try database.execute("INSERT INTO fairshare.logins VALUES ('hr_all', 'c', false)")
      defer { try? database.execute("DELETE FROM fairshare.logins WHERE login = 'hr_all'") }
      #expect(try Self.refusal("hr_all", decision + "'hr_all', 'cleared', 'r')") == "42501")
      let own = try Self.verb(["review", "decide", "f-c", "--decision", "cleared", "--reason", "r"], as: "hr_all")
      #expect(own.exit == 77 && own.errors.contains("FS081"), "\(own.errors)")
      try database.execute(
        "INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, share_before) VALUES ('A-c', 'c', 'k', 't', 0.1)"
      )
      let answer = "UPDATE fairshare.appeals SET answer = 'yes', answered_at = now(), answered_by = "
      #expect(try Self.refusal("hr_all", answer + "'hr_all' WHERE appeal_id = 'A-c'") == "42501")
      #expect(try Self.refusal("hr_unit", answer + "'hr_unit' WHERE appeal_id = 'A-c'") == nil)
      #expect(try Self.refusal("hr_unit", answer + "'hr_all' WHERE appeal_id = 'A-c'") == "42501")
    }

    @Test("nobody writes an event, a hold or the opening of a case in another's name, and a hold is released once")
    func ownNames() throws {
      let database = try Self.company.get()
      func event(_ actor: String) -> String {
        "INSERT INTO fairshare.audit_events (actor, action, subject) VALUES ('\(actor)', 'x', 'y')"
      }
      for login in ["hr_all", "someone", "nightly"] {
        #expect(try Self.refusal(login, event(login)) == nil, "\(login)")
        #expect(try Self.refusal(login, event("hr_unit")) == "42501", "\(login)")
        #expect(try Self.refusal(login, event("")) == "42501", "\(login)")
      }
      // The person behind the login may be named, and so may the one that a service has named; nobody that a setting names.
      #expect(try Self.refusal("someone", event("b")) == nil)
      #expect(try Self.refusal("someone", event("a")) == "42501")
      #expect(try Self.refusal("portal", "SELECT fairshare.act_as('c'); " + event("c")) == nil)
      #expect(try Self.refusal("portal", event("c")) == "42501")
      #expect(
        try Self.refusal(
          "portal", "SET LOCAL fairshare.person_id = 'c'; SET LOCAL fairshare.reader_seal = 'x'; " + event("c"))
          == "42501")
      // Nor does the owner, who alone writes proofs.
      #expect(try Self.refusal("postgres", event("hr_all")) == "42501")
      func proof(_ actor: String) -> String {
        """
        INSERT INTO fairshare.erasure_proofs
          (proof_id, actor, kind, subject, reason, counts, digest_before, digest_after)
        VALUES ('E-n', '\(actor)', 'retention', 's', 'r', '{}', '', '')
        """
      }
      #expect(try Self.refusal("postgres", proof("postgres")) == nil)
      #expect(try Self.refusal("postgres", proof("hr_all")) == "42501")
      #expect(try Self.refusal("postgres", proof("")) == "42501")

      func hold(_ placer: String) -> String {
        "INSERT INTO fairshare.holds (hold_id, scope, subject, placed_by, reason) VALUES ('H-n', 'period', 'Q', '\(placer)', 'r')"
      }
      #expect(try Self.refusal("hr_all", hold("hr_all")) == nil)
      #expect(try Self.refusal("hr_all", hold("hr_unit")) == "42501")
      #expect(
        try Self.refusal("hr_all", "INSERT INTO fairshare.case_views (finding_id, opened_by) VALUES ('f-b', 'hr_unit')")
          == "42501")
      var placer = try Self.connect("hr_unit")
      try placer.executeScript(hold("hr_unit"))
      defer { try? database.execute("DELETE FROM fairshare.holds") }
      let release = "UPDATE fairshare.holds SET released_at = now(), release_reason = 'r', released_by = "
      #expect(try Self.refusal("hr_all", release + "'hr_unit'") == "42501")
      #expect(try Self.refusal("hr_all", release + "'hr_all', reason = 'another'") == "42501")
      #expect(try Self.refusal("hr_all", "UPDATE fairshare.holds SET reason = 'another'") == "42501")
      #expect(try Self.refusal("hr_all", release + "'hr_all'") == nil)
      #expect(try Self.refusal("hr_all", release + "'hr_all'; " + release + "'hr_all'") == "42501")
    }

    @Test(
      "who may not read the source is shown the stored acts behind a share, exactly additive, and told what is missing")
    func explanation() throws {
      let database = try Self.company.get()
      // Twelve more acts than are stored one by one.
      for login in ["hr_all", "lead", "someone"] {
        let answer = try Self.verb(["explain", "person", "b", "--key-result", "k", "--json"], as: login)
        #expect(answer.exit == 0, "\(answer.errors)")
        let lines = try answer.output.split(separator: "\n").map {
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        let share = lines.first { $0["type"] as? String == "share" } ?? [:]
        #expect(share["recomputed_share"] is NSNull && share["is_unchanged"] is NSNull, "\(login)")
        func units(_ value: Any?) -> Int { Int((value as? String ?? "").replacing(".", with: "")) ?? .min }
        let acts = lines.filter { $0["type"] as? String == "act" }
        let stored = try database.integer(
          """
          SELECT count(*) FROM fairshare.evidence_records AS e JOIN fairshare.published_runs AS p USING (run_id)
          WHERE e.key_result_id = 'k' AND e.person_id = 'b'
          """)
        #expect(stored > 0 && acts.count == stored && share["listed_acts"] as? Int == stored, "\(login)")
        let sum = acts.reduce(0) { $0 + units($1["amount"]) } + units(share["other_acts_share"])
        #expect(sum == units(share["evidence_share"]) && sum > 0, "\(login)")
        let pieces = lines.filter { $0["type"] as? String == "piece" }.reduce(0) { $0 + units($1["amount"]) }
        #expect(pieces == sum)
        let text = try Self.verb(["explain", "person", "b", "--key-result", "k", "--lang", "en"], as: login).output
        #expect(text.contains("stored with the run") && text.contains("Not shown"), "\(text)")
      }
      let elsewhere = try Self.verb(["explain", "person", "a", "--key-result", "k", "--lang", "en"], as: "someone")
      #expect(elsewhere.exit == 65 && elsewhere.errors.contains("This login sees no share"), "\(elsewhere.errors)")
      let logged = try database.texts(
        "SELECT DISTINCT login FROM fairshare.access_log WHERE action = 'explain person' AND subject = 'b' ORDER BY 1")
      #expect(Set(["hr_all", "lead", "someone"]).isSubset(of: logged))
    }

    @Test("a person's own page and a team's page leave a row each in the access log")
    func accessRows() throws {
      let database = try Self.company.get()
      #expect(
        try Self.verb(["report", "--out", "r", "--person", "b", "--person", "c", "--team", "t"], as: "hr_all").exit == 0
      )
      let logged = try database.texts(
        """
        SELECT subject_kind || ' ' || subject FROM fairshare.access_log WHERE action = 'report' AND login = 'hr_all'
        ORDER BY access_id DESC LIMIT 3
        """)
      #expect(logged == ["team t", "person c", "person b"])
    }

    @Test("HR of the whole company can ask every question of the dashboard and of the ten queries")
    func dashboards() throws {
      var statements: [String] = []
      let board = try JSONSerialization.jsonObject(
        with: Data(contentsOf: PackageRoot.file("integrations/grafana/dashboards/fairshare.json")))
      for panel in (board as? [String: Any])?["panels"] as? [[String: Any]] ?? [] {
        for target in panel["targets"] as? [[String: Any]] ?? [] {
          statements.append((target["rawSql"] as? String ?? "").replacing("${period:sqlstring}", with: "'P'"))
        }
      }
      let folder = PackageRoot.file("integrations/queries")
      for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
        statements.append(try String(contentsOf: file, encoding: .utf8))
      }
      #expect(statements.count == 22)
      var connection = try Self.connect("hr_all")
      for statement in statements {
        let bare = statement.trimmingCharacters(in: CharacterSet(charactersIn: "; \n"))
        #expect(throws: Never.self, "\(statement)") { try connection.execute(bare) }
      }
    }

    @Test("the batch's login stores accounts that stand for nobody")
    func unmapped() throws {
      let database = try Self.company.get()
      try database.execute(
        "INSERT INTO collab.reviews VALUES ('r99', 't4', 'ghost', '2026-04-09', '2026-04-20', 'approve', 1, 'code')")
      let run = try Self.verb(["run", "--period", "P"], as: "nightly")
      #expect(run.exit == 0, "\(run.errors)")
      #expect(try Self.verb(["status"], as: "nightly").output.contains("ghost"))
    }
  }
}
