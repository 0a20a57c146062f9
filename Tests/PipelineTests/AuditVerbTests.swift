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
}
