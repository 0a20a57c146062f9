extension OverviewPage {
  /// The data tables of the page as CSV, for a spreadsheet: a UTF-8 mark first, no cell that would be a formula.
  public func tables(_ language: Language) -> [(name: String, csv: String)] {
    let flows = flows.filter { $0.amount > 0 && $0.amount.isFinite }
    var tables = [("overview-gaps.csv", OverviewView.gapChart(self).table)]
    if !flows.isEmpty { tables.append(("overview-goals.csv", Sankey.chart(id: "flows", flows: flows).table)) }
    if let table = OverviewView.departmentTable(self) { tables.append(("overview-departments.csv", table)) }
    return tables.map { ($0.0, $0.1.csv(language)) }
  }
}

extension Chart.DataTable {
  /// Comma-separated values (RFC 4180) in one language.
  public func csv(_ language: Language) -> String {
    let lines = ([columns] + rows).map { cells in cells.map { Self.cell($0[language]) }.joined(separator: ",") }
    return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func cell(_ text: String) -> String {
    // A spreadsheet takes these for the beginning of a formula; an apostrophe makes them text.
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
