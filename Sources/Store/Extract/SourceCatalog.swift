internal import Contribution
internal import FairshareSQL
internal import Postgres

/// What the source schema holds: which contract tables are there, and of what type their columns are.
///
/// A company may put views of its own in place of the tables: ids may then be numbers or uuids, times may lack a zone.
struct SourceCatalog: Sendable {
  let schema: String
  private let tables: [SourceTable: Table]

  struct Table: Sendable {
    var columns: [String: FieldKind] = [:]
    /// Types that cannot be read, by column, as the server names them.
    var unreadable: [String: String] = [:]
    /// The server's estimate; 0 where it has none.
    var estimatedRows = 0
    /// Blocks of a plain table; 0 for a view.
    var blocks = 0
    /// Columns that a unique key of their own guards.
    var uniqueColumns: Set<String> = []
    /// Columns whose text is padded with blanks that are no part of it.
    var paddedColumns: Set<String> = []
  }

  /// - Throws: `PostgresError`.
  init(schema: String, connection: inout Connection) throws(PostgresError) {
    self.schema = schema
    var tables: [SourceTable: Table] = [:]
    let rows = try connection.execute(Query.sourceColumns.sql, [.text(schema)])
    for row in 0..<rows.count {
      guard let source = SourceTable(rawValue: try rows.text(row, 0)) else { continue }
      let column = try rows.text(row, 1)
      let type = TypeOID(rawValue: UInt32(truncatingIfNeeded: try rows.integer(row, 2)))
      var table = tables[source] ?? Table()
      if let kind = FieldKind(type, isEnum: try rows.bool(row, 3)) {
        table.columns[column] = kind
      } else {
        table.unreadable[column] = try rows.text(row, 4)
      }
      table.estimatedRows = max(0, Int(try rows.float8(row, 5)))
      table.blocks = try rows.integer(row, 6)
      if try rows.bool(row, 7) { table.uniqueColumns.insert(column) }
      if type.rawValue == 1042 { table.paddedColumns.insert(column) }
      tables[source] = table
    }
    self.tables = tables
  }

  subscript(table: SourceTable) -> Table? { tables[table] }

  /// The statement that reads a table, and the kinds of its fields.
  ///
  /// Columns that may be null may also be absent: they read as null. Times without a zone are taken in the zone of the session
  /// setting `fairshare.source_zone`.
  ///
  /// - Throws: `StoreError`, code `sourceMissing` or `columnMismatch`.
  func selection(_ table: SourceTable, _ columns: [SourceColumn]) throws(StoreError) -> Selection {
    guard let found = tables[table] else { throw .missingTable(table, schema: schema) }
    var expressions: [String] = []
    var kinds: [FieldKind] = []
    for column in columns {
      if let type = found.unreadable[column.name] { throw .unreadableColumn(table, column.name, type: type) }
      guard let kind = found.columns[column.name] else {
        guard column.isOptional else { throw .missingColumn(table, column.name) }
        expressions.append("NULL::pg_catalog.text")
        kinds.append(.absent)
        continue
      }
      guard kind.reads(column.role) else { throw .unreadableColumn(table, column.name, type: kind.rawValue) }
      // Column names are those of the contract: plain words that need no quoting beyond the quotes themselves.
      let quoted = "s.\"\(column.name)\""
      let zone = "pg_catalog.current_setting('fairshare.source_zone')"
      switch (column.role, kind) {
      case (.date, .timestamptz):
        // The day is the one on the company's calendar.
        expressions.append("(\(quoted) AT TIME ZONE \(zone))::pg_catalog.date")
        kinds.append(.date)
      case (.date, .timestamp):
        expressions.append("\(quoted)::pg_catalog.date")
        kinds.append(.date)
      case (.time, .date):
        // A day alone begins at midnight on the company's clocks.
        expressions.append("\(quoted)::pg_catalog.timestamp AT TIME ZONE \(zone)")
        kinds.append(.timestamptz)
      case (_, .timestamp):
        expressions.append("\(quoted) AT TIME ZONE \(zone)")
        kinds.append(.timestamptz)
      default:
        expressions.append(found.paddedColumns.contains(column.name) ? "\(quoted)::pg_catalog.text" : quoted)
        kinds.append(kind)
      }
    }
    return Selection(table: table, expressions: expressions.joined(separator: ", "), kinds: kinds)
  }

  /// A table's name in statements.
  func qualified(_ table: SourceTable) throws(PostgresError) -> String {
    try quotedIdentifier(schema) + "." + quotedIdentifier(table.rawValue)
  }
}

/// A column that the engine asks for.
struct SourceColumn: Sendable {
  enum Role: Sendable { case identifier, text, number, count, time, date }

  var name: String
  var role: Role
  var isOptional: Bool

  static func id(_ name: String, optional: Bool = false) -> Self {
    .init(name: name, role: .identifier, isOptional: optional)
  }
  static func text(_ name: String, optional: Bool = false) -> Self {
    .init(name: name, role: .text, isOptional: optional)
  }
  static func number(_ name: String, optional: Bool = false) -> Self {
    .init(name: name, role: .number, isOptional: optional)
  }
  static func time(_ name: String, optional: Bool = false) -> Self {
    .init(name: name, role: .time, isOptional: optional)
  }
  static func date(_ name: String, optional: Bool = false) -> Self {
    .init(name: name, role: .date, isOptional: optional)
  }
}

/// The columns of one table as a statement names them.
struct Selection: Sendable {
  var table: SourceTable
  var expressions: String
  var kinds: [FieldKind]
}
