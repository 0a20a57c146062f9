import LocalServer
import Postgres
import Testing

extension RoleTests {
  /// What could not be judged says nothing about anybody to anybody but HR and the person, and notices name nobody to others than HR.
  @Suite("What nobody could judge", .serialized)
  struct UnjudgedTests: RoleSuite {
    /// f-b and f-c could not be judged; f-b was a flag once, which HR confirmed.
    static let company: Result<CompanyDatabase, any Error> = Result {
      let database = try RoleServer.makeCompany("unjudged")
      for (id, person) in [("f-b", "b"), ("f-c", "c")] {
        try database.plantFlag(id, person: person, keyResult: "k", period: "P", commentDays: 0)
      }
      try database.execute(
        """
        DELETE FROM fairshare.findings WHERE state = 'not_judged';
        UPDATE fairshare.findings SET state = 'not_judged' WHERE finding_id LIKE 'f-%';
        INSERT INTO fairshare.finding_reviews (finding_id, reviewed_by, decision, reason)
        VALUES ('f-b', 'hr_unit', 'confirmed', 'r');
        INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f-b', 'hr_all', 'confirmed', 'r');
        INSERT INTO fairshare.run_notices (run_id, code, severity, count, detail)
        SELECT p.run_id, n.code, 'warning', 2, n.detail
        FROM fairshare.published_runs AS p
        CROSS JOIN (
          VALUES ('possible_duplicate', 'b, c'), ('unmapped_account', 'zw@git'), ('future_event', 'names nobody')
        ) AS n (code, detail)
        ON CONFLICT (run_id, code) DO UPDATE SET count = excluded.count, detail = excluded.detail;
        """)
      return database
    }

    private static let whole =
      "SELECT concat_ws(' ', finding_id, kind, probability) FROM fairshare.%@ WHERE finding_id LIKE 'f-%' ORDER BY 1"
    private static let people =
      "SELECT concat_ws(' ', key_result_id, person_id) FROM fairshare.latest_not_judged ORDER BY 1"
    private static let b = "f-b over_credited 0.97"
    private static let c = "f-c over_credited 0.97"

    @Test(
      "kind and probability of what could not be judged are for HR and the person concerned; others learn that, not what"
    )
    func kinds() throws {
      let sees: [(login: String, findings: [String], people: [String])] = [
        ("hr_all", [Self.b, Self.c], ["k b", "k c"]), ("hr_unit", [Self.c], ["k c"]), ("lead", [], ["k b", "k c"]),
        ("someone", [Self.b], ["k b"]), ("postgres", [Self.b, Self.c], ["k b", "k c"]),
      ]
      for (login, findings, people) in sees {
        for relation in ["findings", "latest_findings"] {
          let seen = try Self.texts(login, Self.whole.replacing("%@", with: relation))
          #expect(seen == findings, "\(login): \(relation)")
        }
        #expect(try Self.texts(login, Self.people) == people, "\(login)")
      }
      // An id alone would tell the kind to whoever computes the ids of all kinds.
      let progress =
        "SELECT p.finding_id FROM fairshare.published_runs AS r CROSS JOIN fairshare.read_progress(r.run_id) AS p ORDER BY 1"
      #expect(try Self.texts("lead", progress).filter { $0.hasPrefix("f-") } == [])
      #expect(try Self.texts("someone", progress).filter { $0.hasPrefix("f-") } == ["f-b"])
      #expect(try Self.texts("hr_all", progress).filter { $0.hasPrefix("f-") } == ["f-b", "f-c"])
      for login in ["analyst", "checker", "nightly", "stranger"] {
        for relation in ["findings", "latest_findings", "latest_not_judged"] {
          #expect(try Self.refusal(login, "SELECT FROM fairshare.\(relation)") == "42501", "\(login): \(relation)")
        }
      }
      #expect(try Self.texts("analyst", "SELECT kind FROM fairshare.data_findings") == [])
      let pseudonyms = try Self.texts("analyst", "SELECT to_jsonb(n) FROM fairshare.data_not_judged AS n")
      #expect(pseudonyms.count == 2)
      #expect(pseudonyms.allSatisfy { !$0.contains("over_credited") && !$0.contains("0.97") }, "\(pseudonyms)")
    }

    @Test("pages that HR makes for others know of it as little as the others do")
    func publication() throws {
      var connection = try Self.connect("hr_all")
      try connection.executeScript("SET fairshare.purpose = 'publication'")
      let findings = try Self.texts(&connection, Self.whole.replacing("%@", with: "latest_findings"))
      let people = try Self.texts(&connection, Self.people)
      #expect(findings == [] && people == ["k b", "k c"])
    }

    @Test("review show opens what could not be judged for HR and the person, not for the lead")
    func verbs() throws {
      for (login, exit) in [("hr_all", Int32(0)), ("hr_unit", 65), ("lead", 65), ("someone", 0)] {
        for verb in [["review", "show", "f-b"], ["explain", "finding", "f-b"]] {
          let answer = try VerbsProcess.withFolder { folder in
            try VerbsProcess.run(verb, database: Self.company.get().connectionString(login), folder: folder)
          }
          #expect(answer.exit == exit, "\(login): \(verb): \(answer.output)\(answer.errors)")
          #expect(exit == 0 || !(answer.output + answer.errors).contains("over_credited"), "\(login)")
        }
      }
    }

    @Test("a hold or an open appeal takes it from everybody but HR")
    func holds() throws {
      let database = try Self.company.get()
      for (scope, subject, left) in [
        ("all", "", [String]()), ("period", "P", []), ("key_result", "k", []), ("person", "b", ["k c"]),
      ] {
        try database.execute(
          """
          INSERT INTO fairshare.holds (hold_id, scope, subject, placed_by, reason)
          VALUES ('H', '\(scope)', '\(subject)', SESSION_USER, 'y')
          """)
        #expect(try Self.texts("lead", Self.people) == left, "\(scope)")
        #expect(try Self.texts("analyst", "SELECT 1 FROM fairshare.data_not_judged").count == left.count, "\(scope)")
        #expect(try Self.texts("hr_all", Self.people) == ["k b", "k c"], "\(scope)")
        try database.execute("DELETE FROM fairshare.holds")
      }
      var appellant = try Self.connect("someone")
      try appellant.executeScript(
        """
        INSERT INTO fairshare.appeals (appeal_id, person_id, key_result_id, text, share_before) VALUES ('A', 'b', 'k', 't', 0.1)
        """)
      #expect(try Self.texts("lead", Self.people) == ["k c"])
      #expect(try Self.texts("analyst", "SELECT 1 FROM fairshare.data_not_judged").count == 1)
      try database.execute(
        "UPDATE fairshare.appeals SET answered_at = now(), answered_by = SESSION_USER, outcome = 'declined'")
    }

    @Test("a notice that names people names them to HR and the batch alone; how many there are everybody may know")
    func notices() throws {
      let shown =
        "SELECT concat_ws(' ', n.code, n.count, n.detail) FROM fairshare.published_runs AS p "
        + "CROSS JOIN fairshare.read_notices(p.run_id) AS n "
        + "WHERE n.code IN ('possible_duplicate', 'unmapped_account', 'future_event') ORDER BY 1"
      let all = ["future_event 2 names nobody", "possible_duplicate 2 b, c", "unmapped_account 2 zw@git"]
      let masked = ["future_event 2 names nobody", "possible_duplicate 2", "unmapped_account 2"]
      for login in ["hr_all", "hr_unit", "nightly", "postgres"] {
        #expect(try Self.texts(login, shown) == all, "\(login)")
        #expect(try Self.refusal(login, "SELECT detail FROM fairshare.run_notices") == nil, "\(login)")
      }
      for login in ["lead", "someone", "checker"] {
        #expect(try Self.texts(login, shown) == masked, "\(login)")
        #expect(try Self.refusal(login, "SELECT detail FROM fairshare.run_notices") == "42501", "\(login)")
        #expect(
          try Self.texts(login, "SELECT code FROM fairshare.run_notices WHERE count = 2").contains("unmapped_account"),
          "\(login)")
      }
      for login in ["analyst", "stranger"] {
        #expect(try Self.refusal(login, shown) == "42501", "\(login)")
        #expect(try Self.refusal(login, "SELECT code FROM fairshare.run_notices") == "42501", "\(login)")
      }
    }
  }
}
