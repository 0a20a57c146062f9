/// One input table of the contract: its columns in order, and the column that names a row, if one does.
public struct ContractTable: Sendable, Hashable {
  /// Name of the table in schema `collab`, and of its file without `.csv`.
  public let name: String

  /// The columns, in the order of the database.
  public let columns: [ContractColumn]

  /// Whether the first column is a primary key.
  public let hasKey: Bool

  /// Whether a company can be scored without the table.
  public let isOptional: Bool

  init(_ name: String, hasKey: Bool = false, isOptional: Bool = true, _ columns: [ContractColumn]) {
    self.name = name
    self.hasKey = hasKey
    self.isOptional = isOptional
    self.columns = columns
  }

  /// Name with its schema, as written in a statement.
  var qualifiedName: String { "collab.\(name)" }

  /// The column names, as written in a statement.
  package var columnList: String { columns.map(\.name).joined(separator: ", ") }
}

/// One column of a contract table.
public struct ContractColumn: Sendable, Hashable {
  /// What a field of the column must be.
  public enum Kind: String, Sendable, CaseIterable {
    /// Text of at most 64 bytes that names something.
    case id
    /// Text of at most 1 MiB.
    case text
    /// A number; NaN and infinities are stored, since the run quarantines them.
    case number
    /// A whole number of 32 bits.
    case count
    /// A day.
    case day
    /// A moment with its offset from UTC.
    case moment
  }

  /// Name of the column.
  public let name: String

  /// What a field must be.
  public let kind: Kind

  /// Whether a file must have the column; its fields may be empty all the same.
  public let isRequired: Bool

  /// What an empty field means, where that is not null.
  public let fallback: Double?

  init(_ name: String, _ kind: Kind, isRequired: Bool = true, fallback: Double? = nil) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.fallback = fallback
  }

  static func optional(_ name: String, _ kind: Kind, fallback: Double? = nil) -> ContractColumn {
    ContractColumn(name, kind, isRequired: false, fallback: fallback)
  }

  /// Type of the column as PostgreSQL names it.
  public var databaseType: String {
    switch kind {
    case .id, .text: "text"
    case .number: "double precision"
    case .count: "integer"
    case .day: "date"
    case .moment: "timestamp with time zone"
    }
  }
}
