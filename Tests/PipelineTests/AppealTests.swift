import Foundation
import Testing

@Suite("Appeals")
struct AppealTests {
  private static let open = [
    "review", "appeal", "open", "p006", "--key-result", "k3-pay-1", "--text", "漏记了两次支援",
  ]

  @Test("an appeal freezes the share in views, pages and exports, and findings about it are withheld from leaders")
  func freezes() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.letRead("reader_one")
      try company.plantFlag("F-1", person: "p006", commentDays: 0)
      try company.plantFlag("F-2", person: "p007", commentDays: 0)
      let flags = "SELECT finding_id FROM fairshare.latest_findings WHERE finding_id LIKE 'F-%' ORDER BY 1"
      try #expect(company.texts(flags, as: "reader_one") == ["F-1", "F-2"])
      let appeal = try company.object("appeal", Self.open)
      #expect((appeal["appeal_id"] as? String)?.hasPrefix("A-") == true)
      let marked = """
        SELECT DISTINCT person_id || ' ' || key_result_id FROM fairshare.latest_shares WHERE is_under_appeal
        """
      try #expect(company.texts(marked, as: "reader_one") == ["p006 k3-pay-1"])
      try #expect(company.texts(flags, as: "reader_one") == ["F-2"])
      try #expect(company.texts(flags, as: "hr_one") == ["F-1", "F-2"], "HR handles the appeal and sees it")

      try VerbsProcess.withFolder { folder in
        let report = try VerbsProcess.run(["report", "--out", "r"], database: company.connectionString, folder: folder)
        #expect(report.exit == 0, "\(report.errors)")
        let page = try String(contentsOf: folder.appending(path: "r/teams/team-pay.html"), encoding: .utf8)
        #expect(page.contains("申诉处理中"))
        let export = try VerbsProcess.run(
          ["export", "--out", "csv"], database: company.connectionString, folder: folder)
        #expect(export.exit == 0, "\(export.errors)")
        let shares = try String(contentsOf: folder.appending(path: "csv/shares.csv"), encoding: .utf8)
        let rows = shares.split(separator: "\r\n")
        #expect(rows.first?.hasSuffix(",is_under_appeal") == true)
        let frozen = rows.filter { $0.hasSuffix(",true") }
        #expect(!frozen.isEmpty && frozen.allSatisfy { $0.contains(",k3-pay-1,p006,") })
        let findings = try String(contentsOf: folder.appending(path: "csv/findings.csv"), encoding: .utf8)
        #expect(!findings.contains(",F-1,") && findings.contains(",F-2,"))
      }
      let again = try company.verb(Self.open)
      #expect(again.exit == 64, "one open appeal a share")
    }
  }

  @Test("a correction in the source is recomputed, and before and after are stated for every member")
  func recompute() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let before = try company.headline("k3-pay-1")
      let id = try #require(try company.object("appeal", Self.open)["appeal_id"] as? String)
      let added = try company.object("evidence", ["review", "appeal", "add", id, "--text", "task w0516"])
      #expect(added["number"] as? Int == 1)
      let early = try company.verb(["review", "appeal", "recompute", id])
      #expect(early.exit == 65 && early.errors.contains("has not changed"), "\(early.errors)")

      try company.execute("UPDATE collab.tasks SET effort = 40 WHERE task_id = 'w0516'")
      let recomputed = try company.verb(["review", "appeal", "recompute", id])
      #expect(recomputed.exit == 0, "\(recomputed.errors)")
      let after = try company.headline("k3-pay-1")
      #expect(before != after)
      let rows = """
        FROM fairshare.appeal_effects WHERE appeal_id = '\(id)'
        """
      try #expect(company.numbers("SELECT person_id, share_before \(rows)") == before)
      try #expect(company.numbers("SELECT person_id, share_after \(rows)") == after)
      #expect(before.keys.allSatisfy { recomputed.output.contains($0) }, "\(recomputed.output)")

      let answer = try company.object(
        "answer", ["review", "appeal", "answer", id, "--outcome", "upheld", "--text", "已补上"])
      #expect(answer["share_before"] as? String != answer["share_after"] as? String)
      try #expect(
        company.integer("SELECT count(*) FROM fairshare.latest_shares WHERE is_under_appeal") == 0, "it thaws")
      try #expect(
        company.texts("SELECT action FROM fairshare.audit_events ORDER BY at").filter { $0 != "publish" }
          == ["appeal", "appeal_evidence", "answer"])
    }
  }

  @Test("an answer is due in 15 working days, and the statistics count upheld, overdue and the median")
  func statistics() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try #expect(
        company.texts(
          "SELECT fairshare.add_working_days(d, n) FROM (VALUES ('2026-10-02'::date, 15), ('2026-10-03', 1), ('2026-10-05', 0), ('2026-10-02', 5)) AS v(d, n)"
        )
          == ["2026-10-23", "2026-10-05", "2026-10-05", "2026-10-09"])
      let id = try #require(try company.object("appeal", Self.open)["appeal_id"] as? String)
      try #expect(
        company.integer(
          """
          SELECT count(*) FROM fairshare.appeals
          WHERE due_on = fairshare.add_working_days((now() AT TIME ZONE 'UTC')::date, 15)
          """) == 1)
      try company.execute(
        """
        INSERT INTO fairshare.appeals
          (appeal_id, person_id, key_result_id, text, share_before, opened_at, due_on, answered_at, answer, outcome)
        VALUES
          ('x', 'p', 'k', 't', 0.1, now() - interval '40 days', current_date - 20, now() - interval '10 days', 'a', 'declined'),
          ('y', 'p', 'k', 't', 0.1, now() - interval '12 days', current_date + 5, now() - interval '10 days', 'a', 'partly'),
          ('z', 'p', 'k', 't', 0.1, now() - interval '40 days', current_date - 20, NULL, NULL, NULL);
        """)
      let statistics = try company.object("appeal_statistics", ["review", "appeal", "statistics"])
      #expect(statistics["opened"] as? Int == 4)
      #expect(statistics["open"] as? Int == 2)
      #expect(statistics["upheld"] as? Int == 1)
      #expect(statistics["declined"] as? Int == 1)
      #expect(statistics["overdue"] as? Int == 2)
      #expect(statistics["median_days"] as? Double == 16)
      let status = try company.verb(["status", "--lang", "zh-Hans"])
      #expect(status.output.contains("申诉 4 件：未答复 2，支持 1，维持 1，答复天数中位数 16，逾期 2"), "\(status.output)")
      #expect(try company.verb(["review", "appeal", "answer", id, "--outcome", "uphed", "--text", "x"]).exit == 64)
      let own = try company.verb(["review", "appeal", "answer", id, "--outcome", "upheld", "--text", "x"], as: "p006")
      #expect(own.exit == 77 && own.errors.contains("FS081"), "nobody answers their own appeal: \(own.errors)")
    }
  }
}

extension CompanyDatabase {
  /// Everyone's consensus share of a key result.
  func headline(_ keyResult: String) throws -> [String: Double] { try shares(keyResult, model: "consensus") }
}
