/// What an import did, or why it did nothing.
public struct ImportReport: Sendable, Hashable {
  /// One entry per file that was found, in the order in which they were read.
  public var tables: [TableReport] = []

  /// Rows that refuse the import, by file and line; the first `mostBadRows` of them.
  public var badRows: [BadRow] = []

  /// How many rows refuse the import, listed or not.
  public var badRowCount = 0

  /// What was noticed and refuses nothing.
  public var notices: [ImportNotice] = []

  /// How many bad rows are listed one by one.
  public static let mostBadRows = 1000

  /// Whether the import was refused; then nothing at all was changed.
  public var isRefused: Bool { badRowCount > 0 }

  public init() {}

  mutating func add(_ row: BadRow) {
    badRowCount += 1
    if badRows.count < Self.mostBadRows { badRows.append(row) }
  }
}

/// What became of one file.
public struct TableReport: Sendable, Hashable {
  /// The contract table.
  public let table: String
  /// Name of the file.
  public let file: String
  /// Rows read, the header not counted.
  public var rows = 0
  /// Rows stored.
  public var loaded = 0
  /// Rows left out because an equal row was there already.
  public var droppedDuplicates = 0
  /// Rows that were in the table before and were replaced.
  public var replaced = 0
}

/// A row, or a header, that refuses the import.
public struct BadRow: Sendable, Hashable {
  /// Name of the file.
  public let file: String
  /// First line of the row, counted from 1; 1 is the header.
  public let line: Int
  /// Column of the fault; nil where the whole row is at fault.
  public let column: String?
  /// Stable code of the fault.
  public let code: String
  /// Why the row is refused and what mends it; holds no value of the row.
  public let why: String
  /// The value found, cut and made printable, for numbers and times only.
  public let excerpt: String?

  init(file: String, line: Int, column: String? = nil, code: String, why: String, excerpt: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.why = why
    self.excerpt = excerpt
  }
}

extension BadRow: CustomStringConvertible {
  /// `tasks.csv:17: effort: not_a_number: Not a number. ...`, without the value.
  public var description: String {
    let place = column.map { "\(file):\(line): \($0)" } ?? "\(file):\(line)"
    return "\(place): \(code): \(why)"
  }
}

/// Something worth knowing that refuses nothing.
public struct ImportNotice: Sendable, Hashable {
  /// Stable code of the notice.
  public let code: String
  /// The file concerned.
  public let file: String
  /// How many times.
  public let count: Int
  /// What was noticed, in one sentence.
  public let detail: String
}
