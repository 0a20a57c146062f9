import Foundation
import Testing

/// `fairshare audit verify` as people call it.
@Suite("The audit verb")
struct AuditVerbTests {
  @Test("an untouched record ends with 0 and prints its digest; an edited decision is named and ends with 65")
  func verify() throws {
    try BatchServer.with(BatchServer.clean) { company in
      try company.execute(
        """
        INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f', 'a', 'cleared', 'seen')
        """)
      let intact = try VerbsProcess.run(["audit", "verify", "--json"], database: company.connectionString)
      #expect(intact.exit == 0, "\(intact.errors)")
      #expect(intact.output.contains(#""entries": 1"#), "\(intact.output)")
      let digest = try #require(try company.texts("SELECT digest FROM fairshare.decision_log_head").first)
      let anchored = try VerbsProcess.run(["audit", "verify", "--anchor", digest], database: company.connectionString)
      #expect(anchored.exit == 0 && anchored.output.contains(digest))
      let foreign = String(repeating: "0", count: 63) + "1"
      let cut = try VerbsProcess.run(["audit", "verify", "--anchor", foreign], database: company.connectionString)
      #expect(cut.exit == 65)

      try company.execute(
        "SET session_replication_role = replica; UPDATE fairshare.decisions SET reason = 'other'; RESET session_replication_role"
      )
      let edited = try VerbsProcess.run(["audit", "verify"], database: company.connectionString)
      #expect(edited.exit == 65)
      #expect(edited.output.contains("the row was edited") && edited.output.contains("decisions"), "\(edited.output)")
      #expect(edited.errors.contains("FS070"))
    }
  }

  @Test("the digest on a printed page finds a chain that was rewritten as a whole, which by itself shows nothing")
  func paper() throws {
    try BatchServer.with(BatchServer.clean) { company in
      try company.run("2026Q2")
      try company.execute(
        """
        INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f', 'a', 'not_judged', 'seen')
        """)
      let printed = try VerbsProcess.withFolder { folder in
        let answer = try VerbsProcess.run(
          ["report", "--out", "r"], database: company.connectionString, folder: folder)
        #expect(answer.exit == 0, "\(answer.errors)")
        let pages = ["hr/queue.html", "leadership/overview.html", "teams/index.html"]
        return try pages.map { page in
          let text = try String(contentsOf: folder.appending(path: "r/\(page)"), encoding: .utf8)
          let mark = try #require(text.range(of: "decision log, entries and digest 1 · "), "\(page)")
          return String(text[mark.upperBound...].prefix(64))
        }
      }
      let digest = try #require(try company.texts("SELECT digest FROM fairshare.decision_log_head").first)
      #expect(printed.allSatisfy { $0 == digest }, "\(printed)")

      // Who owns the server wipes the record and writes another one.
      try company.execute(
        """
        SET session_replication_role = replica;
        DELETE FROM fairshare.decisions; DELETE FROM fairshare.decision_log;
        UPDATE fairshare.decision_log_head SET number = 0, digest = repeat('0', 64);
        RESET session_replication_role;
        INSERT INTO fairshare.decisions (finding_id, decided_by, decision, reason) VALUES ('f', 'a', 'cleared', 'seen');
        """)
      func verify(_ more: [String]) throws -> Int32 {
        try VerbsProcess.run(["audit", "verify"] + more, database: company.connectionString).exit
      }
      try #expect(verify([]) == 0)
      try #expect(verify(["--anchor", digest]) == 65)
    }
  }
}
