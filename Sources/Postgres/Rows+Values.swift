internal import CLibPQ

extension Rows {
  /// An int2, int4 or int8.
  public borrowing func integer(_ row: Int, _ column: Int) throws(PostgresError) -> Int {
    try required(integerOrNull(row, column), column)
  }

  public borrowing func integerOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> Int? {
    guard let bytes = unsafe try typed(row, column, [.int2, .int4, .int8, .oid]) else { return nil }
    switch (bytes.count, type(column)) {
    case (2, _): return unsafe Int(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case (4, .oid): return unsafe Int(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))
    case (4, _): return unsafe Int(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case (8, _): return unsafe Int(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    default: throw mismatch(column)
    }
  }

  /// A float8 or float4 as it is, NaN and infinities included.
  public borrowing func float8(_ row: Int, _ column: Int) throws(PostgresError) -> Double {
    try required(float8OrNull(row, column), column)
  }

  public borrowing func float8OrNull(_ row: Int, _ column: Int) throws(PostgresError) -> Double? {
    guard let bytes = unsafe try typed(row, column, [.float8, .float4]) else { return nil }
    switch bytes.count {
    case 4: return unsafe Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
    case 8: return unsafe Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
    default: throw mismatch(column)
    }
  }

  public borrowing func bool(_ row: Int, _ column: Int) throws(PostgresError) -> Bool {
    try required(boolOrNull(row, column), column)
  }

  public borrowing func boolOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> Bool? {
    guard let bytes = unsafe try typed(row, column, [.bool]) else { return nil }
    guard bytes.count == 1 else { throw mismatch(column) }
    return unsafe bytes[0] != 0
  }

  public borrowing func text(_ row: Int, _ column: Int) throws(PostgresError) -> String {
    try required(textOrNull(row, column), column)
  }

  public borrowing func textOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> String? {
    let kinds: [TypeOID] = [.text, .varchar, .bpchar, .name, .json, .unknown]
    guard let bytes = unsafe try typed(row, column, kinds) else { return nil }
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw PostgresError(.invalidText, "column \(column + 1) holds a text that is not UTF-8")
    }
    return text
  }

  public borrowing func uuid(_ row: Int, _ column: Int) throws(PostgresError) -> UUIDBits {
    try required(uuidOrNull(row, column), column)
  }

  public borrowing func uuidOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> UUIDBits? {
    guard let bytes = unsafe try typed(row, column, [.uuid]) else { return nil }
    guard bytes.count == 16 else { throw mismatch(column) }
    return unsafe UUIDBits(
      high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
      low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }

  /// Microseconds since 2000-01-01 00:00 UTC; the ends of `Int64` mean plus and minus infinity.
  public borrowing func timestamptz(_ row: Int, _ column: Int) throws(PostgresError) -> Int64 {
    try required(timestamptzOrNull(row, column), column)
  }

  public borrowing func timestamptzOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> Int64? {
    guard let bytes = unsafe try typed(row, column, [.timestamptz]) else { return nil }
    guard bytes.count == 8 else { throw mismatch(column) }
    return unsafe Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
  }

  /// Days since 2000-01-01; the ends of `Int32` mean plus and minus infinity.
  public borrowing func dateOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> Int32? {
    guard let bytes = unsafe try typed(row, column, [.date]) else { return nil }
    guard bytes.count == 4 else { throw mismatch(column) }
    return unsafe Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))
  }

  /// The Double nearest to a `numeric`; NaN and the infinities stay what they are.
  public borrowing func numeric(_ row: Int, _ column: Int) throws(PostgresError) -> Double {
    try required(numericOrNull(row, column), column)
  }

  public borrowing func numericOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> Double? {
    guard let bytes = unsafe try typed(row, column, [.numeric]) else { return nil }
    guard let value = unsafe Numeric(bytes) else { throw mismatch(column) }
    return value.double
  }

  /// A `numeric` in whole units of 1e-9.
  public borrowing func nano(_ row: Int, _ column: Int) throws(PostgresError) -> Int64 {
    try required(nanoOrNull(row, column), column)
  }

  public borrowing func nanoOrNull(_ row: Int, _ column: Int) throws(PostgresError) -> Int64? {
    guard let bytes = unsafe try typed(row, column, [.numeric]) else { return nil }
    guard let value = unsafe Numeric(bytes) else { throw mismatch(column) }
    guard let units = value.nano else { throw notNano }
    return units
  }

  private func type(_ column: Int) -> TypeOID { TypeOID(rawValue: unsafe PQftype(result, Int32(column))) }

  private borrowing func typed(
    _ row: Int, _ column: Int, _ allowed: [TypeOID]
  ) throws(PostgresError) -> UnsafeRawBufferPointer? {
    guard allowed.contains(type(column)) else { throw mismatch(column) }
    return unsafe field(row, column)
  }

  private func mismatch(_ column: Int) -> PostgresError {
    let name = unsafe string(PQfname(result, Int32(column))) ?? ""
    return PostgresError(
      .typeMismatch, "column \(column + 1) (\(name)) has type \(type(column).rawValue), read as another")
  }

  private func required<Value>(_ value: Value?, _ column: Int) throws(PostgresError) -> Value {
    guard let value else {
      let name = unsafe string(PQfname(result, Int32(column))) ?? ""
      throw PostgresError(.unexpectedNull, "column \(column + 1) (\(name)) is NULL")
    }
    return value
  }
}
