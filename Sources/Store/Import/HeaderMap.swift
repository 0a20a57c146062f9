/// Which field of a file's rows holds which column of its table.
struct HeaderMap: Sendable, Hashable {
  /// For each column of the table, the field that holds it; nil if the file leaves it out.
  let fields: [Int?]

  /// Number of fields that each row must have.
  let fieldCount: Int

  /// Reads a header.
  ///
  /// - Returns: the map, or one fault per column that is unknown, missing or given twice.
  static func read(_ row: CSVRow, table: ContractTable, file: String) -> Result<HeaderMap, HeaderFaults> {
    if let fault = row.fault {
      return .failure(HeaderFaults([BadRow(file: file, line: row.line, code: fault.code, why: fault.why)]))
    }
    var faults: [BadRow] = []
    var fields = [Int?](repeating: nil, count: table.columns.count)
    let names = table.columns.map(\.name)
    func refuse(_ code: String, _ column: String, _ why: String) {
      faults.append(BadRow(file: file, line: row.line, column: column, code: code, why: why))
    }
    for field in 0..<row.count {
      let name = row.text(field)
      guard let column = names.firstIndex(of: name) else {
        refuse("unknown_column", printable(name), unknown(name, names: names, table: table))
        continue
      }
      if fields[column] != nil { refuse("duplicate_column", name, "The header names this column twice.") }
      fields[column] = field
    }
    for (column, field) in zip(table.columns, fields) where field == nil && column.isRequired {
      refuse("missing_column", column.name, "Table \(table.name) needs this column; its fields may be empty.")
    }
    guard faults.isEmpty else { return .failure(HeaderFaults(faults)) }
    return .success(HeaderMap(fields: fields, fieldCount: row.count))
  }

  private static func unknown(_ name: String, names: [String], table: ContractTable) -> String {
    if let nearest = Similarity.nearest(to: name, among: names) {
      return "Table \(table.name) has no such column. Did you mean \(nearest)?"
    }
    if let separator = name.first(where: { ";\t|".contains($0) }) {
      let kind = separator == "\t" ? "tabs" : "“\(separator)”"
      return "The columns seem to be separated by \(kind); save the file with commas."
    }
    return "Table \(table.name) has no such column; it has \(names.joined(separator: ", "))."
  }

  /// A name from a file, cut and made safe for a terminal.
  static func printable(_ name: String) -> String {
    let safe = name.unicodeScalars.prefix(64).map { scalar -> Character in
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        ? "\u{FFFD}" : Character(scalar)
    }
    return String(safe)
  }
}

/// Why a header cannot be used.
struct HeaderFaults: Error {
  let rows: [BadRow]

  init(_ rows: [BadRow]) { self.rows = rows }
}
