internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare export --out DIR`: the published tables of a period as CSV, one file a table, or as a workbook.
public struct ExportVerb: Verb {
  public static let name = "export"
  public let folder: String
  public let period: String?
  /// For spreadsheets: a UTF-8 mark first, and no cell that a spreadsheet would take for a formula.
  public let isForSpreadsheets: Bool
  public let format: Format

  public enum Format: String, Sendable, CaseIterable {
    case csv, xlsx
  }

  public init(folder: String, period: String?, isForSpreadsheets: Bool, format: Format = .csv) {
    self.folder = folder
    self.period = period
    self.isForSpreadsheets = isForSpreadsheets
    self.format = format
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("export")
    let asked = try workplace.published(&connection, period: period).period
    try workplace.note(&connection, Self.name, .company, [asked])
    try connection.begin(.repeatableRead, readOnly: true)
    let run = try workplace.published(&connection, period: period, isForOthers: true)
    let files = try ReportFiles(folder)
    if format == .xlsx {
      let material = try ReportMaterial(&connection, run: run, configuration: workplace.configuration)
      let path = try ReportWorkbook(material: material, language: console.language).write(&connection, files)
      try connection.rollback()
      console.object("export", ["run_id": .string(run.run.text), "period": .string(run.period)])
      console.object("file", ["path": .string(path)])
      console.say(path)
      return VerbResult(state: "written")
    }
    var table = TextTable(columns: [
      .init("path", Bilingual("文件", "file")), .init("rows", Bilingual("行", "rows"), isNumber: true),
    ])
    for export in PublishedExport.all {
      let writer = try files.stream("\(export.name).csv")
      do {
        if isForSpreadsheets { try writer.append("\u{FEFF}") }
        let rows = try export.read(&connection, run: run.run) { cells in
          try writer.append(CSVLine.text(cells, isForSpreadsheets: isForSpreadsheets))
        }
        try writer.finish()
        table.rows.append([.init("\(files.folder)/\(export.name).csv"), .count(rows)])
      } catch {
        writer.abandon()
        throw error
      }
    }
    try connection.rollback()
    console.object("export", ["run_id": .string(run.run.text), "period": .string(run.period)])
    console.table(table, type: "file")
    return VerbResult(state: "written")
  }
}

/// One line of CSV after RFC 4180.
enum CSVLine {
  /// What a spreadsheet takes for the start of a formula, the full-width forms of an input method included.
  private static let formulaStarts = "=+-@\t\r\n＝＋－＠".unicodeScalars

  static func text(_ cells: [String?], isForSpreadsheets: Bool) -> String {
    cells.map { cell in
      guard var cell else { return "" }
      if isForSpreadsheets, let first = cell.unicodeScalars.first, formulaStarts.contains(first), Double(cell) == nil {
        cell = "'" + cell
      }
      // An empty text is told from a null by its quotes.
      guard cell.isEmpty || cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
      return "\"" + cell.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
    }.joined(separator: ",") + "\r\n"
  }
}
