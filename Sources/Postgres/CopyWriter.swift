/// The sending end of a binary COPY IN, lent to the caller's closure.
///
/// Encode into `rows` and call `endRow()` after each row; a full buffer is sent and used again. Or encode on other
/// threads into `BinaryRows` of their own and `send` them.
public struct CopyWriter: ~Copyable {
  private let wire: Wire
  private let patience: Duration
  /// The reused buffer.
  public var rows: BinaryRows
  /// How many rows were sent so far.
  public private(set) var sentRows = 0

  /// A buffer is sent when it holds this many bytes.
  @usableFromInline static let threshold = 1 << 19

  init(wire: Wire, patience: Duration) {
    self.wire = wire
    self.patience = patience
    rows = BinaryRows(capacity: Self.threshold + (1 << 16))
  }

  /// Sends the buffer when it is full.
  @inlinable public mutating func endRow() throws(PostgresError) {
    if rows.byteCount >= Self.threshold { try flush() }
  }

  /// Sends the buffer as it is.
  public mutating func flush() throws(PostgresError) {
    sentRows += try Self.transmit(rows, wire, patience)
    rows.removeAll()
  }

  /// Sends rows encoded elsewhere, behind what is buffered, and empties them for the next use.
  public mutating func send(_ encoded: inout BinaryRows) throws(PostgresError) {
    try flush()
    sentRows += try Self.transmit(encoded, wire, patience)
    encoded.removeAll()
  }

  /// Sends `count` rows given in their binary form.
  public mutating func append(rows bytes: [UInt8], count: Int) throws(PostgresError) {
    try flush()
    let result = unsafe bytes.withUnsafeBytes { buffer in
      Result { () throws(PostgresError) in unsafe try wire.sendCopy(buffer, patience) }
    }
    try result.get()
    sentRows += count
  }

  mutating func finish() throws(PostgresError) {
    try flush()
    try wire.sendCopy(header: false, patience)
  }

  private static func transmit(
    _ encoded: borrowing BinaryRows, _ wire: Wire, _ patience: Duration
  ) throws(PostgresError) -> Int {
    precondition(encoded.isComplete, "the last row has fields missing")
    let result = unsafe encoded.withBytes { buffer in
      Result { () throws(PostgresError) in unsafe try wire.sendCopy(buffer, patience) }
    }
    try result.get()
    return encoded.rowCount
  }
}
