internal import Postgres

/// A binary COPY stream whose fields are read as whatever types.
struct CopyProbe {
  private var stream: CopyStream

  init(fields: Int) { stream = CopyStream(fieldCount: fields) }

  /// Reads one message.
  ///
  /// - Returns: false when the stream was refused and is of no more use.
  mutating func read(_ message: [UInt8], kinds: [Int]) -> Bool {
    do {
      try unsafe message.withUnsafeBytes { bytes in
        try unsafe stream.read(bytes) { row in
          for kind in kinds { try Self.field(&row, kind) }
        }
      }
      return true
    } catch {
      return false
    }
  }

  private static func field(_ row: inout CopyRow, _ kind: Int) throws {
    switch kind {
    case 0: _ = try row.textOrNull()
    case 1: _ = try row.int64OrNull()
    case 2: _ = try row.int32OrNull()
    case 3: _ = try row.numericOrNull()
    case 4: _ = try row.nanoOrNull()
    case 5: _ = try row.uuidOrNull()
    case 6: _ = try row.float8OrNull()
    default: try row.skip()
    }
  }
}
