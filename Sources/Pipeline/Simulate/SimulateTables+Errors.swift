internal import Reporting
internal import Statistics

extension SimulateTables {
  /// The table with a standard error beside each measured column: of the mean over seeds, whose companies are drawn apart.
  ///
  /// A row that fewer than two seeds have keeps its errors empty.
  static func withErrors(_ titled: Titled, _ parts: [TextTable]) -> TextTable {
    let whole = titled.table
    var table = TextTable(columns: [])
    table.rows = Array(repeating: [], count: whole.rows.count)
    func identity(_ row: [TextTable.Cell]) -> [String] { row.prefix(titled.identity).map(\.text) }
    for (column, head) in whole.columns.enumerated() {
      table.columns.append(head)
      let isMeasured = titled.measured.contains(head.key)
      if isMeasured { table.columns.append(.init(head.key + "_error", Bilingual(same: "±"), isNumber: true)) }
      for (place, row) in whole.rows.enumerated() {
        table.rows[place].append(row[column])
        guard isMeasured else { continue }
        let values = parts.compactMap { part in
          part.rows.first { identity($0) == identity(row) }.flatMap { number($0[column]) }
        }
        table.rows[place].append(error(values, like: row[column]))
      }
    }
    return table
  }

  private static func number(_ cell: TextTable.Cell) -> Double? {
    if case .number(let value) = cell.value { value } else { nil }
  }

  private static func error(_ values: [Double], like cell: TextTable.Cell) -> TextTable.Cell {
    guard values.count > 1, number(cell) != nil else { return TextTable.Cell("–", .null) }
    let count = Double(values.count)
    let mean = compensatedSum(values) / count
    let squares = compensatedSum(values.map { ($0 - mean) * ($0 - mean) })
    let error = (squares / (count - 1) / count).squareRoot()
    let decimals = cell.text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
    return cell.text.hasSuffix("%")
      ? TextTable.Cell(percent(error, decimals), .number(error)) : decimal(error, decimals)
  }
}
