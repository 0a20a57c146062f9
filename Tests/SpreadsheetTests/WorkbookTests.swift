import Foundation
import Glibc
import Testing
import WorkbookReader

@testable import Spreadsheet

@Suite("Workbooks")
struct WorkbookTests {
  private let properties = Workbook.Properties(
    title: "份额", subject: "2026Q3", company: "云雀科技", comments: "本报告用于支持沟通。", created: 1_790_000_000)

  private func write(_ body: (Workbook) throws -> Void) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "workbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "w.xlsx")
    let workbook = try Workbook(path: file.path(), temporaryFolder: folder.path(), properties: properties)
    try body(workbook)
    try workbook.finish()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    #expect(left == ["w.xlsx"], "no temporary file is left: \(left)")
    return file
  }

  private let columns = [
    Worksheet.Column("成员", width: 20), .init("份额", .percent, hasBars: true), .init("差距", .points),
  ]

  @Test("what is written is read back: text, figures, formulas with their values, names in Chinese")
  func readBack() throws {
    let file = try write { workbook in
      let sheet = try workbook.sheet("份额", columns: columns, footer: "用途 & 范围")
      sheet.append([.text("周启航"), .number(0.25), .formula("=B2-0.28", value: -0.03)])
      sheet.append([.empty, .number(.nan), .number(1e-9)])
    }
    let reader = try WorkbookReader(file)
    let sheet = try #require(reader.sheet("份额"))
    #expect(sheet.cells["A1"]?.text == "成员")
    #expect(sheet.cells["A2"]?.text == "周启航")
    #expect(sheet.cells["B2"]?.number == 0.25)
    #expect(sheet.cells["C2"] == .init(number: -0.03, formula: "B2-0.28"))
    #expect(sheet.cells["B3"] == nil, "what is not a number is left empty")
    #expect(sheet.cells["C3"]?.number == 1e-9)
  }

  @Test("the heading stays in view, has a filter and is printed on each page; figures have bars; the purpose is below")
  func furniture() throws {
    let file = try write { workbook in
      let sheet = try workbook.sheet("s", columns: columns, footer: "用途 & 范围")
      for row in 0..<3 { sheet.append([.text("\(row)"), .number(Double(row)), .number(0)]) }
    }
    let reader = try WorkbookReader(file)
    let xml = try #require(reader.sheet("s")).xml
    #expect(xml.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""))
    #expect(xml.contains("<autoFilter ref=\"A1:C4\""))
    #expect(xml.contains("type=\"dataBar\""))
    #expect(xml.contains("<conditionalFormatting sqref=\"B2:B4\""))
    #expect(xml.contains("用途 &amp;&amp; 范围"))
    #expect(reader.archive.text("xl/workbook.xml").contains("_xlnm.Print_Titles"))
  }

  @Test(
    "text that looks like a formula stays text, also when it is edited",
    arguments: [
      "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "=HYPERLINK(\"http://x\")", "http://x.example",
    ])
  func formulas(text: String) throws {
    let file = try write { try $0.sheet("s", columns: columns, footer: "").append([.text(text)]) }
    let reader = try WorkbookReader(file)
    let sheet = try #require(reader.sheet("s"))
    #expect(sheet.cells["A2"] == .init(text: text))
    #expect(!sheet.xml.contains("<f>") && !sheet.xml.contains("hyperlink"))
    #expect(reader.archive.text("xl/styles.xml").contains("numFmtId=\"49\""), "49 is the text format")
  }

  @Test("a text that XML cannot carry or a cell cannot hold does not break the file")
  func hostile() throws {
    let file = try write { workbook in
      let sheet = try workbook.sheet("s", columns: columns, footer: String(repeating: "长&", count: 300))
      sheet.append([.text("a\u{0}b\u{1}\u{FFFE}<&>\"'\u{1F409}")])
      sheet.append([.text(String(repeating: "🜁", count: 40_000))])
    }
    let cells = try #require(try WorkbookReader(file).sheet("s")).cells
    #expect(cells["A2"]?.text == "a b  <&>\"'\u{1F409}")
    #expect(cells["A3"]?.text?.utf16.count == 32_766)
  }

  @Test("a chart is native, over the cells")
  func chart() throws {
    let file = try write { workbook in
      let sheet = try workbook.sheet("图表", columns: columns, footer: "")
      for row in 0..<3 { sheet.append([.text("\(row)"), .number(Double(row))]) }
      workbook.addChart(to: sheet, title: "分布", series: "人", categories: 0, values: 1, rows: 1...3, place: (6, 0))
    }
    let chart = try WorkbookReader(file).archive.text("xl/charts/chart1.xml")
    #expect(chart.contains("<c:barChart>") && chart.contains("'图表'!$B$2:$B$4") && chart.contains("分布"), "\(chart)")
  }

  @Test("the same calls give the same bytes, at another time")
  func sameBytes() throws {
    func bytes() throws -> Data {
      try Data(
        contentsOf: write { workbook in
          let sheet = try workbook.sheet("s", columns: columns, footer: "f")
          for row in 0..<50 { sheet.append([.text("\(row)"), .number(Double(row) / 7)]) }
          workbook.addChart(to: sheet, title: "t", series: "n", categories: 0, values: 1, rows: 1...9, place: (1, 4))
        })
    }
    let first = try bytes()
    // Longer than the two seconds that a ZIP file can tell apart.
    usleep(2_100_000)
    #expect(try bytes() == first)
  }

  @Test("a folder that is not there is told, and no file is left")
  func unwritable() throws {
    #expect(throws: WorkbookError.self) {
      let workbook = try Workbook(path: "/nowhere/w.xlsx", temporaryFolder: "/tmp", properties: properties)
      try workbook.sheet("s", columns: columns, footer: "").append([.text("x")])
      try workbook.finish()
    }
    #expect(throws: WorkbookError.self) {
      let workbook = try Workbook(path: "/tmp/never.xlsx", temporaryFolder: "/tmp", properties: properties)
      _ = try workbook.sheet("a/b", columns: columns, footer: "")
    }
  }

  @Test("100,000 rows take no more memory than a few")
  func constantMemory() throws {
    func peak() -> Int {
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
      return Int(line.filter(\.isNumber)) ?? 0
    }
    _ = try write { try $0.sheet("s", columns: columns, footer: "").append([.text("x")]) }
    let before = peak()
    var highest = 0
    let file = try write { workbook in
      let sheet = try workbook.sheet("s", columns: columns, footer: "")
      for row in 0..<100_000 {
        sheet.append([.text("成员 \(row)"), .number(Double(row) / 7), .formula("=B\(sheet.nextRow)-1", value: 2)])
        if row % 10_000 == 0 { highest = max(highest, peak()) }
      }
    }
    #expect(highest - before < 24_000, "\(highest - before) KiB")
    let size = try #require(try FileManager.default.attributesOfItem(atPath: file.path())[.size] as? Int)
    #expect(size > 500_000)
  }

  @Test("columns are named as spreadsheets name them")
  func letters() {
    #expect([0, 25, 26, 51, 701, 702].map(Worksheet.letter) == ["A", "Z", "AA", "AZ", "ZZ", "AAA"])
  }
}
