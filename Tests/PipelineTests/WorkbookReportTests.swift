import Foundation
import Testing
import WorkbookReader

@Suite("The workbook of a published run")
struct WorkbookReportTests {
  private func report(
    _ company: CompanyDatabase, _ folder: URL, _ arguments: [String], zone: String = "UTC"
  ) throws -> WorkbookReader {
    let answer = try VerbsProcess.run(
      arguments + ["--out", "r"], database: company.connectionString, folder: folder, environment: ["TZ": zone])
    #expect(answer.exit == 0, "\(answer.errors)")
    // Beside the review queue where pages are written, because it names people.
    let path = arguments.first == "report" ? "r/hr/fairshare.xlsx" : "r/fairshare.xlsx"
    #expect(answer.output.contains(path))
    return try WorkbookReader(folder.appending(path: path))
  }

  @Test("it says what the database says, sheet by sheet, in the language asked for")
  func content() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try company.execute("UPDATE fairshare.finding_cases SET comment_until = current_date - 1")
      try VerbsProcess.withFolder { folder in
        let book = try report(company, folder, ["report", "--lang", "zh-Hans"])
        #expect(book.sheets.map(\.name) == ["说明", "份额", "成员", "提示", "证据", "覆盖"])
        let shares = try #require(book.sheet("份额"))
        let expected = try company.numbers(
          """
          SELECT key_result_id || ' ' || person_id, share FROM fairshare.latest_shares
          WHERE period_id = '2026Q3' AND model = 'consensus'
          """)
        var seen: [String: Double] = [:]
        for (place, id) in shares.column("A").enumerated() {
          let row = place + 2
          let person = try #require(shares.cells["D\(row)"]?.text)
          seen["\(id?.text ?? "") \(person)"] = shares.cells["G\(row)"]?.number
          if let gap = shares.cells["J\(row)"] {
            #expect(gap.formula == "G\(row)-F\(row)")
            let difference = try #require(shares.cells["G\(row)"]?.number) - (shares.cells["F\(row)"]?.number ?? 0)
            // A figure is written with 16 digits.
            #expect(abs(try #require(gap.number) - difference) < 1e-15)
          }
        }
        #expect(seen == expected)
        let counts = [
          ("成员", "person_scores"), ("提示", "findings"), ("证据", "evidence_pieces"), ("覆盖", "key_result_scores"),
        ]
        for (name, table) in counts {
          let rows = try company.integer("SELECT count(*) FROM fairshare.\(table)")
          #expect(book.sheet(name)?.column("A").count == rows, "\(name)")
        }
        let about = try #require(book.sheet("说明"))
        #expect(about.cells["A2"]?.text?.contains("不单独作为奖惩") == true)
        // The bands count what the sheet holds: every gap once.
        let bands = about.cells.values.filter { $0.formula?.hasPrefix("COUNTIFS('份额'!$J$2") ?? false }
        #expect(bands.count == 7)
        #expect(Int(bands.compactMap(\.number).reduce(0, +)) == shares.column("J").compactMap(\.self).count)
        #expect(book.archive.members["xl/charts/chart1.xml"] != nil)
        for sheet in book.sheets { #expect(sheet.xml.contains("不单独作为奖惩"), "the purpose stands below \(sheet.name)") }
      }
    }
  }

  @Test("the same run gives the same bytes in any zone, by report and by export, and English in English")
  func sameBytes() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.execute("UPDATE collab.people SET display_name = '=1+cmd|''/C calc''!A0' WHERE person_id = 'p006'")
      try company.run("2026Q3")
      try VerbsProcess.withFolder { folder in
        let first = try report(company, folder, ["report"])
        let bytes = try Data(contentsOf: folder.appending(path: "r/hr/fairshare.xlsx"))
        _ = try report(company, folder, ["export", "--format", "xlsx"], zone: "Asia/Shanghai")
        #expect(try Data(contentsOf: folder.appending(path: "r/fairshare.xlsx")) == bytes)
        #expect(first.sheets.map(\.name) == ["About", "Shares", "People", "Prompts", "Evidence", "Coverage"])
        let names = try #require(first.sheet("Shares")).column("E").compactMap { $0 }
        #expect(names.contains(.init(text: "=1+cmd|'/C calc'!A0")), "a hostile name is text and no formula")
      }
    }
  }
}
