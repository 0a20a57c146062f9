internal import Postgres

/// Reads a column whose neighbouring rows mostly hold the same text: a text is made only where it changes.
struct RepeatedText {
  private let column: Int
  private var last = ""

  init(column: Int) { self.column = column }

  /// - Throws: `PostgresError`.
  mutating func text(_ rows: borrowing Rows, _ row: Int) throws(PostgresError) -> String {
    if let bytes = unsafe rows.field(row, column), unsafe last.utf8.elementsEqual(bytes) { return last }
    last = try rows.text(row, column)
    return last
  }
}
