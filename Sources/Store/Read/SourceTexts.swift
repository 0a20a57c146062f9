package import Contribution
package import Postgres

/// Names and dates of the company's own tables, as text, for showing them: never for scoring.
///
/// Every value goes through `to_jsonb`, so a company's view may hold any type, and a column that it lacks, or that this login may
/// not read, reads as nil.
package struct SourceTexts: Sendable {
  private let schema: String
  /// Columns that this login may read, by table, in the order of the table.
  private let columns: [String: [String]]

  /// - Throws: `PostgresError`.
  package init(schema: String, _ connection: inout Connection) throws(PostgresError) {
    self.schema = schema
    let rows = try connection.execute(
      """
      SELECT c.relname::text, a.attname::text
      FROM pg_catalog.pg_class AS c
      JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
      ORDER BY 1, a.attnum
      """, [.text(schema)])
    var columns: [String: [String]] = [:]
    for row in 0..<rows.count { columns[try rows.text(row, 0), default: []].append(try rows.text(row, 1)) }
    self.columns = columns
  }

  /// Whether the source has the table, and this login may read any of it.
  package func has(_ table: SourceTable) -> Bool { columns[table.rawValue] != nil }

  /// Whether this login may read a column of a table.
  package func has(_ table: SourceTable, _ column: String) -> Bool {
    columns[table.rawValue]?.contains(column) ?? false
  }

  /// A table as a part of FROM, with the columns that this login may read.
  package func readable(_ table: SourceTable) throws(PostgresError) -> String {
    var names: [String] = []
    for name in columns[table.rawValue] ?? [] { names.append(try quotedIdentifier(name)) }
    return
      "(SELECT \(names.joined(separator: ", ")) FROM \(try quotedIdentifier(schema)).\(try quotedIdentifier(table.rawValue)))"
  }

  /// Some columns of a table; none where the source lacks it.
  ///
  /// - Parameters:
  ///   - columns: names of the contract, trusted to be plain words.
  ///   - condition: of the statement's own making, over `s` and `$1`, the run.
  /// - Complexity: O(rows) memory; the caller bounds them by the condition.
  package func rows(
    _ connection: inout Connection, _ table: SourceTable, _ columns: [String], where condition: String? = nil,
    run: RunID? = nil
  ) throws(PostgresError) -> [[String?]] {
    guard has(table) else { return [] }
    let fields = columns.enumerated().map { "pg_catalog.to_jsonb(s) ->> '\($1)' AS c\($0)" }
    let order = columns.indices.map { "t.c\($0) COLLATE \"C\"" }
    let filter = condition.map { "WHERE \($0)" } ?? ""
    let source = try readable(table)
    let statement =
      "SELECT * FROM (SELECT \(fields.joined(separator: ", ")) FROM \(source) AS s \(filter)) AS t "
      + "ORDER BY \(order.joined(separator: ", "))"
    let found = try connection.execute(statement, run.map { [.uuid($0.bits)] } ?? [], patience: .seconds(600))
    var result: [[String?]] = []
    result.reserveCapacity(found.count)
    for row in 0..<found.count {
      var values: [String?] = []
      for column in columns.indices { values.append(try found.textOrNull(row, column)) }
      result.append(values)
    }
    return result
  }

  /// The different values of one column; none where the source lacks the table.
  package func values(
    _ connection: inout Connection, _ table: SourceTable, _ column: String
  ) throws(PostgresError) -> Set<String> {
    guard has(table) else { return [] }
    let source = "\(try quotedIdentifier(schema)).\(try quotedIdentifier(table.rawValue))"
    let found = try connection.execute(
      "SELECT DISTINCT pg_catalog.to_jsonb(s) ->> '\(column)' FROM \(source) AS s", patience: .seconds(600))
    var result: Set<String> = []
    for row in 0..<found.count { if let value = try found.textOrNull(row, 0) { result.insert(value) } }
    return result
  }

  /// The condition that keeps rows of the run's key results.
  package static let ofRun =
    "s.key_result_id::pg_catalog.text IN (SELECT k.key_result_id FROM fairshare.key_result_scores AS k WHERE k.run_id = $1)"
}
