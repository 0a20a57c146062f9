import Foundation
import Pipeline
import Testing

/// Sentences of docs/rights.md and docs/security.md that no other test holds.
@Suite("What is promised to the people who are scored") struct RightsPromisesTests {
  @Test("where a reading cannot be written down, nobody's figures are shown")
  func logFirst() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.plantFlag("F-1", person: "p006", commentDays: 0)
      let verbs = [
        ["explain", "person", "p006", "--key-result", "k3-pay-1"], ["explain", "key-result", "k3-pay-1"],
        ["explain", "finding", "F-1"], ["review", "show", "F-1"], ["review", "list", "--all"],
        ["review", "appeal", "list"],
      ]
      let id = try #require(
        try company.object(
          "appeal", ["review", "appeal", "open", "p006", "--key-result", "k3-pay-1", "--text", "t"])["appeal_id"]
          as? String)
      for verb in verbs { #expect(try company.verb(verb).output.contains("p006"), "\(verb)") }
      try company.execute(
        """
        CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER nothing_fits BEFORE INSERT ON fairshare.access_log EXECUTE FUNCTION public.full();
        """)
      for verb in verbs {
        let answer = try company.verb(verb)
        #expect(answer.exit == 75 && !answer.output.contains("p006"), "\(verb): \(answer.output)")
      }
      try company.execute("UPDATE collab.tasks SET effort = 40 WHERE task_id = 'w0516'")
      let recomputed = try company.verb(["review", "appeal", "recompute", id])
      #expect(recomputed.exit == 75 && !recomputed.output.contains("p006"), "\(recomputed.output)\(recomputed.errors)")
      try VerbsProcess.withFolder { folder in
        try company.texts("SELECT person_id FROM collab.people").reduce("person_id,site\n") { $0 + "\($1),north\n" }
          .write(to: folder.appending(path: "sites"), atomically: true, encoding: .utf8)
        for verb in [
          ["report", "--out", "r"], ["export", "--out", "t"], ["export", "--out", "b", "--format", "xlsx"],
          ["audit", "bias", "--attributes", "sites"], ["assess", "export", "--out", "d", "--attributes", "sites"],
        ] {
          let answer = try VerbsProcess.run(verb, database: company.connectionString, folder: folder)
          #expect(answer.exit == 75 && !answer.output.contains("north"), "\(verb): \(answer.errors)")
        }
        let left = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String } ?? []
        #expect(
          !left.contains {
            $0.hasSuffix(".html") || $0.hasSuffix(".csv") || $0.hasSuffix(".xlsx") || $0.hasSuffix(".md")
          }, "\(left)")
      }
    }
  }

  @Test("an answer is given once and stands, and what is answered takes no more evidence")
  func answerOnce() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let id = try #require(
        try company.object(
          "appeal", ["review", "appeal", "open", "p006", "--key-result", "k3-pay-1", "--text", "t"])["appeal_id"]
          as? String)
      func answer(_ outcome: String) throws -> Int32 {
        try company.verb(["review", "appeal", "answer", id, "--outcome", outcome, "--text", "because"]).exit
      }
      try #expect(answer("declined") == 0)
      try #expect(answer("upheld") != 0)
      #expect(try company.verb(["review", "appeal", "add", id, "--text", "more"]).exit != 0)
      // Nor does the owner change it past the program.
      for change in ["answer = 'another'", "outcome = 'upheld'", "answered_at = NULL", "answered_by = 'x'"] {
        #expect(throws: (any Error).self, "\(change)") { try company.execute("UPDATE fairshare.appeals SET \(change)") }
      }
      #expect(throws: (any Error).self) { try company.execute("DELETE FROM fairshare.appeals") }
      try #expect(company.texts("SELECT outcome || answer FROM fairshare.appeals") == ["declinedbecause"])
    }
  }

  @Test("the run that an open appeal is about cannot be purged")
  func appealKeepsRun() throws {
    try BatchServer.with(BatchServer.lark) { company in
      let old = try company.run("2026Q3").runID
      let id = try #require(
        try company.object(
          "appeal", ["review", "appeal", "open", "p006", "--key-result", "k3-pay-1", "--text", "t"])["appeal_id"]
          as? String)
      try company.run("2026Q3", forced: true)
      let shares = "SELECT count(*) FROM fairshare.shares WHERE run_id = '\(old)'"
      #expect(try company.verb(["purge", old, "--yes"]).exit == 65)
      try #expect(company.integer(shares) > 0)
      #expect(try company.verb(["review", "appeal", "answer", id, "--outcome", "declined", "--text", "n"]).exit == 0)
      #expect(try company.verb(["purge", old, "--yes"]).exit == 0)
      try #expect(company.integer(shares) == 0)
    }
  }

  @Test("one person with two logins is one person: their second login does not confirm what the first has reviewed")
  func twoLogins() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.plantFlag("F-1", person: "p006")
      try company.execute("INSERT INTO fairshare.logins VALUES ('hr_one', 'p007', false), ('hr_two', 'p007', false)")
      let confirm = ["review", "decide", "F-1", "--decision", "confirmed", "--reason", "complete"]
      #expect(try company.object("decision", confirm, as: "hr_one")["stage"] as? String == "reviewed")
      let again = try company.verb(confirm, as: "hr_two")
      #expect(again.exit == 77 && again.errors.contains("FS084"), "\(again.errors)")
      for (language, words) in [
        (
          "en",
          ["confirmed it before with another login", "F-1", "Login hr_one", "fairshare.logins", "Ask a colleague"]
        ),
        ("zh-Hans", ["另一个登录名", "F-1", "hr_one", "请另一位同事"]),
      ] {
        let refused = try company.verb(confirm + ["--lang", language], as: "hr_two")
        for word in words { #expect(refused.errors.contains(word), "\(language): \(refused.errors)") }
        let explained = try company.verb(["explain", "code", "FS084", "--lang", language], as: "hr_two")
        #expect(explained.exit == 0 && explained.output.contains(language == "en" ? "same person" : "同一个人"))
      }
      // The login that has confirmed is told what it did, not that it is two people.
      let twice = try company.verb(confirm, as: "hr_one")
      #expect(twice.exit == 77 && twice.errors.contains("FS081"), "\(twice.errors)")
      try #expect(company.texts("SELECT reviewed_by FROM fairshare.finding_reviews") == ["hr_one"])
      #expect(throws: (any Error).self) {
        try company.execute(
          "INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('F-1', 'hr_two', 'confirmed', 'r')"
        )
      }
      try #expect(company.integer("SELECT count(*) FROM fairshare.decisions") == 0)
      // Somebody else does.
      try company.execute("UPDATE fairshare.logins SET person_id = 'p008' WHERE login = 'hr_two'")
      #expect(try company.object("decision", confirm, as: "hr_two")["stage"] as? String == "decided")
    }
  }
}
