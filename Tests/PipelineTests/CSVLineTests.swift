import Testing

@testable import Pipeline

@Suite("Lines of CSV")
struct CSVLineTests {
  @Test("a cell is quoted where it must be, and an empty text is told from a null")
  func quoting() {
    let line = CSVLine.text(["a", nil, "", "b,c", "say \"hi\"", "two\nlines"], isForSpreadsheets: false)
    #expect(line == "a,,\"\",\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n")
  }

  @Test(
    "for spreadsheets no cell begins like a formula",
    arguments: ["=1+1", "+cmd|x", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\r\n=1", "\n=1", "＝1", "＋1", "－x", "＠A1"])
  func formulas(cell: String) {
    let line = CSVLine.text([cell], isForSpreadsheets: true)
    #expect(line.drop { $0 == "\"" }.hasPrefix("'"), "\(line)")
    #expect(!CSVLine.text([cell], isForSpreadsheets: false).contains("'"), "plain CSV holds what the table holds")
  }

  @Test("a figure below zero stays a figure", arguments: ["-0.25", "-1e-9", "+3"])
  func figures(cell: String) {
    #expect(CSVLine.text([cell], isForSpreadsheets: true) == cell + "\r\n")
  }
}
