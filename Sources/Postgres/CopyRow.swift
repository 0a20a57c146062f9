/// One row of a binary COPY OUT, lent to the caller's closure; its fields are read in order.
///
/// The readers check each length against the type and the end of the row, so a NULL or a changed column is an error
/// and never shifts the fields behind it. Bytes handed out are valid only until the closure returns.
@safe public struct CopyRow: ~Copyable {
  @usableFromInline var next: UnsafeRawPointer
  private let start: UnsafeRawPointer
  private let count: Int
  @usableFromInline let end: UnsafeRawPointer
  @usableFromInline var left: Int

  init(fields: UnsafeRawPointer, end: UnsafeRawPointer, count: Int) {
    unsafe next = unsafe fields
    unsafe start = unsafe fields
    self.count = count
    unsafe self.end = unsafe end
    left = count
  }

  /// The same row from its first field on, for a message about it.
  public var fromStart: CopyRow { unsafe CopyRow(fields: start, end: end, count: count) }

  var isFullyRead: Bool { unsafe left == 0 && next == end }

  /// The next field's bytes; nil for NULL.
  @unsafe @inlinable public mutating func field() throws(PostgresError) -> UnsafeRawBufferPointer? {
    guard left > 0, unsafe end - next >= 4 else { throw malformed() }
    let length = unsafe Int(Int32(bigEndian: next.loadUnaligned(as: Int32.self)))
    left -= 1
    unsafe next += 4
    if length == -1 { return nil }
    guard length >= 0, unsafe length <= end - next else { throw malformed() }
    let start = unsafe next
    unsafe next += length
    return unsafe UnsafeRawBufferPointer(start: start, count: length)
  }

  /// The next field of exactly `size` bytes; nil for NULL.
  @unsafe @inlinable mutating func fixed(_ size: Int) throws(PostgresError) -> UnsafeRawPointer? {
    guard let bytes = unsafe try field() else { return nil }
    guard bytes.count == size, let start = bytes.baseAddress else { throw wrongLength() }
    return unsafe start
  }

  @inlinable public mutating func skip() throws(PostgresError) { _ = unsafe try field() }

  @inlinable public mutating func int16OrNull() throws(PostgresError) -> Int16? {
    guard let start = unsafe try fixed(2) else { return nil }
    return unsafe Int16(bigEndian: start.loadUnaligned(as: Int16.self))
  }

  @inlinable public mutating func int32OrNull() throws(PostgresError) -> Int32? {
    guard let start = unsafe try fixed(4) else { return nil }
    return unsafe Int32(bigEndian: start.loadUnaligned(as: Int32.self))
  }

  @inlinable public mutating func int64OrNull() throws(PostgresError) -> Int64? {
    guard let start = unsafe try fixed(8) else { return nil }
    return unsafe Int64(bigEndian: start.loadUnaligned(as: Int64.self))
  }

  @inlinable public mutating func int16() throws(PostgresError) -> Int16 { try required(int16OrNull()) }
  @inlinable public mutating func int32() throws(PostgresError) -> Int32 { try required(int32OrNull()) }
  @inlinable public mutating func int64() throws(PostgresError) -> Int64 { try required(int64OrNull()) }

  /// A float8 as it is, NaN and infinities included: check it before use.
  @inlinable public mutating func float8OrNull() throws(PostgresError) -> Double? {
    try int64OrNull().map { Double(bitPattern: UInt64(bitPattern: $0)) }
  }
  @inlinable public mutating func float8() throws(PostgresError) -> Double { try required(float8OrNull()) }

  @inlinable public mutating func boolOrNull() throws(PostgresError) -> Bool? {
    guard let start = unsafe try fixed(1) else { return nil }
    return unsafe start.load(as: UInt8.self) != 0
  }

  @inlinable public mutating func uuidOrNull() throws(PostgresError) -> UUIDBits? {
    guard let start = unsafe try fixed(16) else { return nil }
    return unsafe UUIDBits(
      high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
      low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }
  @inlinable public mutating func uuid() throws(PostgresError) -> UUIDBits { try required(uuidOrNull()) }

  /// Microseconds since 2000-01-01 00:00 UTC; the ends of `Int64` mean plus and minus infinity.
  @inlinable public mutating func timestamptzOrNull() throws(PostgresError) -> Int64? { try int64OrNull() }

  /// Days since 2000-01-01; the ends of `Int32` mean plus and minus infinity.
  @inlinable public mutating func dateOrNull() throws(PostgresError) -> Int32? { try int32OrNull() }

  public mutating func textOrNull() throws(PostgresError) -> String? {
    guard let bytes = unsafe try field() else { return nil }
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw PostgresError(.invalidText, "a text of a COPY row is not UTF-8")
    }
    return text
  }
  public mutating func text() throws(PostgresError) -> String { try required(textOrNull()) }

  /// The Double nearest to a `numeric`; NaN and the infinities stay what they are.
  public mutating func numericOrNull() throws(PostgresError) -> Double? {
    guard let bytes = unsafe try field() else { return nil }
    guard let value = unsafe Numeric(bytes) else { throw malformed() }
    return value.double
  }
  public mutating func numeric() throws(PostgresError) -> Double { try required(numericOrNull()) }

  /// A `numeric` in whole units of 1e-9.
  ///
  /// - Throws: `valueOutOfRange` for NaN, an infinity, more than nine decimals or more than about 9.2e9.
  public mutating func nanoOrNull() throws(PostgresError) -> Int64? {
    guard let bytes = unsafe try field() else { return nil }
    guard let value = unsafe Numeric(bytes) else { throw malformed() }
    guard let units = value.nano else { throw notNano }
    return units
  }

  @inlinable func required<Value>(_ value: Value?) throws(PostgresError) -> Value {
    guard let value else { throw unexpectedNull() }
    return value
  }

  @usableFromInline @inline(never) func malformed() -> PostgresError {
    PostgresError(.malformedCopy, "a row of a binary COPY breaks its own lengths, \(left) fields before its end")
  }

  @usableFromInline @inline(never) func wrongLength() -> PostgresError {
    PostgresError(.typeMismatch, "a COPY field, \(left) before the row's end, has another length than its type")
  }

  @usableFromInline @inline(never) func unexpectedNull() -> PostgresError {
    PostgresError(.unexpectedNull, "a COPY field, \(left) before the row's end, is NULL")
  }
}

/// The error for a numeric that is no whole number of 1e-9.
let notNano = PostgresError(.valueOutOfRange, "a numeric is not finite, or no whole number of 1e-9 within 64 bits")
