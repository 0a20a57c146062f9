import Foundation
import Testing

/// Every verb that shows figures of people writes down who read whose.
@Suite("The access log")
struct AccessLogTests {
  @Test("each reading verb writes one row a person or subject, with login, purpose and case")
  func verbs() throws {
    try BatchServer.with(BatchServer.clean) { company in
      try company.run("2026Q2")
      let database = company.connectionString
      let pair = try #require(
        try company.texts(
          "SELECT person_id || ' ' || key_result_id FROM fairshare.latest_shares WHERE model = 'evidence' ORDER BY 1"
        ).first
      ).split(separator: " ").map(String.init)
      func run(_ arguments: [String]) throws {
        let answer = try VerbsProcess.run(arguments, database: database)
        #expect(answer.exit == 0, "\(arguments): \(answer.errors)")
      }
      func logged(_ action: String) throws -> [String] {
        try company.texts(
          """
          SELECT concat_ws('|', login, subject_kind, subject, purpose, case_id) FROM fairshare.access_log
          WHERE action = '\(action)' ORDER BY access_id
          """)
      }
      try run(["explain", "person", pair[0], "--key-result", pair[1], "--purpose", "one to one", "--case", "A-7"])
      #expect(try logged("explain person") == ["postgres|person|\(pair[0])|one to one|A-7"])
      try run(["explain", "key-result", pair[1]])
      #expect(try logged("explain key-result") == ["postgres|key_result|\(pair[1])"])

      try run(["review", "appeal", "open", pair[0], "--key-result", pair[1], "--text", "please look"])
      try run(["review", "list", "--all"])
      let expected = try company.texts(
        """
        SELECT 'postgres|person|' || person_id FROM (
          SELECT person_id FROM fairshare.latest_findings UNION SELECT person_id FROM fairshare.appeals
        ) AS p ORDER BY person_id COLLATE "C"
        """)
      #expect(try logged("review list") == expected && !expected.isEmpty)
      try company.plantFlag("f-log", person: pair[0], keyResult: pair[1], period: "2026Q2")
      try run(["explain", "finding", "f-log"])
      try run(["review", "show", "f-log"])
      #expect(try logged("explain finding") == ["postgres|person|\(pair[0])", "postgres|person|\(pair[0])"])
      #expect(try logged("review appeal open") == ["postgres|person|\(pair[0])"])
      try run(["review", "appeal", "list"])
      #expect(try logged("review appeal list") == ["postgres|person|\(pair[0])"])
      try VerbsProcess.withFolder { folder in
        try run(["report", "--out", folder.path()])
        #expect(try logged("report") == ["postgres|company|2026Q2"])
        try run(["export", "--out", folder.appending(path: "tables").path()])
        #expect(try logged("export") == ["postgres|company|2026Q2"])
      }
      let appeal = try company.texts("SELECT appeal_id FROM fairshare.appeals").first ?? ""
      try company.execute("UPDATE collab.reviews SET comments = 7")
      try run(["review", "appeal", "recompute", appeal])
      #expect(try logged("review appeal recompute") == ["postgres|key_result|\(pair[1])"])
      // Verbs that show nobody's figures write nothing.
      let before = try company.integer("SELECT count(*) FROM fairshare.access_log")
      for verb in [
        ["status"], ["doctor"], ["audit", "verify"], ["review", "appeal", "statistics"], ["hold", "--list"],
      ] {
        try run(verb)
      }
      #expect(try company.integer("SELECT count(*) FROM fairshare.access_log") == before)
    }
  }
}
