/// Rows encoded for a binary COPY IN, in one buffer that grows and is used again.
///
/// Encode on any thread, then hand the value to the thread that owns the connection (`CopyWriter.send`). Each row is
/// begun with its number of fields, followed by exactly that many field calls.
@safe public struct BinaryRows: ~Copyable, @unchecked Sendable {
  // Sendable is proven: the memory has one owner (the struct cannot be copied), is freed in deinit, and its address
  // leaves only for the time of a closure.
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  @usableFromInline var used = 0
  @usableFromInline var rows = 0
  @usableFromInline var missingFields = 0

  /// An empty buffer with room for `capacity` bytes before it grows.
  public init(capacity: Int = 256) {
    self.capacity = max(64, capacity)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: max(64, capacity), alignment: 16)
  }

  deinit { unsafe base.deallocate() }

  /// How many bytes are encoded.
  @inlinable public var byteCount: Int { used }
  /// How many rows were begun.
  @inlinable public var rowCount: Int { rows }
  /// Whether the last row has all its fields.
  @inlinable public var isComplete: Bool { missingFields == 0 }

  /// Forgets the rows and keeps the memory.
  public mutating func removeAll() {
    used = 0
    rows = 0
    missingFields = 0
  }

  /// Lends the encoded bytes.
  @unsafe public borrowing func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    unsafe body(UnsafeRawBufferPointer(start: base, count: used))
  }

  /// Begins a row of `count` fields.
  ///
  /// - Precondition: the row before has all its fields.
  @inlinable public mutating func begin(fields count: Int16) {
    precondition(missingFields == 0, "the row before has fields missing")
    missingFields = Int(count)
    rows += 1
    reserve(2)
    unsafe base.storeBytes(of: count.bigEndian, toByteOffset: used, as: Int16.self)
    used += 2
  }

  /// Begins a row of `count` fields, the first `given` of which are those of a row before.
  ///
  /// - Parameter bytes: where that row began and where its first `given` fields ended, as `byteCount` was then.
  /// - Precondition: the row before has all its fields.
  @inlinable public mutating func begin(fields count: Int16, given: Int, asIn bytes: Range<Int>) {
    precondition(missingFields == 0, "the row before has fields missing")
    precondition(bytes.lowerBound >= 0 && bytes.upperBound <= used && given <= Int(count), "no row was encoded there")
    missingFields = Int(count) - given
    rows += 1
    reserve(bytes.count)
    unsafe (base + used).copyMemory(from: base + bytes.lowerBound, byteCount: bytes.count)
    used += bytes.count
  }

  @inlinable public mutating func null() {
    beginField(length: -1, 0)
  }

  @inlinable public mutating func int16(_ value: Int16) {
    beginField(length: 2, 2)
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: used, as: Int16.self)
    used += 2
  }

  @inlinable public mutating func int32(_ value: Int32) {
    beginField(length: 4, 4)
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: used, as: Int32.self)
    used += 4
  }

  @inlinable public mutating func int64(_ value: Int64) {
    beginField(length: 8, 8)
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: used, as: Int64.self)
    used += 8
  }

  @inlinable public mutating func float8(_ value: Double) {
    int64(Int64(bitPattern: value.bitPattern))
  }

  @inlinable public mutating func bool(_ value: Bool) {
    beginField(length: 1, 1)
    unsafe base.storeBytes(of: value ? 1 : 0, toByteOffset: used, as: UInt8.self)
    used += 1
  }

  @inlinable public mutating func uuid(_ value: UUIDBits) {
    beginField(length: 16, 16)
    unsafe base.storeBytes(of: value.high.bigEndian, toByteOffset: used, as: UInt64.self)
    unsafe base.storeBytes(of: value.low.bigEndian, toByteOffset: used + 8, as: UInt64.self)
    used += 16
  }

  /// A `timestamptz`: microseconds since 2000-01-01 00:00 UTC; the ends of `Int64` mean plus and minus infinity.
  @inlinable public mutating func timestamptz(_ microseconds: Int64) { int64(microseconds) }

  /// A `date`: days since 2000-01-01; the ends of `Int32` mean plus and minus infinity.
  @inlinable public mutating func date(_ days: Int32) { int32(days) }

  /// A text, varchar or json; PostgreSQL refuses zero bytes and what is not UTF-8.
  @inlinable public mutating func text(_ value: String) {
    let copied: Void? = unsafe value.utf8.withContiguousStorageIfAvailable { unsafe bytes(UnsafeRawBufferPointer($0)) }
    if copied == nil { unsafe Array(value.utf8).withUnsafeBytes { unsafe bytes($0) } }
  }

  /// A text given as UTF-8, or a bytea.
  @unsafe @inlinable public mutating func bytes(_ value: UnsafeRawBufferPointer) {
    beginField(length: Int32(value.count), value.count)
    if let source = value.baseAddress {
      unsafe (base + used).copyMemory(from: source, byteCount: value.count)
    }
    used += value.count
  }

  /// A one-dimensional array without NULLs; `element` is called once for each index and must encode one field.
  mutating func array(of type: TypeOID, _ count: Int, _ element: (inout BinaryRows, Int) -> Void) {
    beginField(length: 0, 20)
    let start = used
    let header: [Int32] =
      count == 0
      ? [0, 0, Int32(bitPattern: type.rawValue)] : [1, 0, Int32(bitPattern: type.rawValue), Int32(count), 1]
    for word in header {
      unsafe base.storeBytes(of: word.bigEndian, toByteOffset: used, as: Int32.self)
      used += 4
    }
    let outer = missingFields
    missingFields = count
    for index in 0..<count { element(&self, index) }
    missingFields = outer
    unsafe base.storeBytes(of: Int32(used - start).bigEndian, toByteOffset: start - 4, as: Int32.self)
  }

  /// One byte outside of any field.
  mutating func rawByte(_ value: UInt8) {
    reserve(1)
    unsafe base.storeBytes(of: value, toByteOffset: used, as: UInt8.self)
    used += 1
  }

  /// Makes room for a field and writes its length.
  @inlinable mutating func beginField(length: Int32, _ room: Int) {
    precondition(missingFields > 0, "the row has more fields than it was begun with")
    missingFields -= 1
    reserve(4 + room)
    unsafe base.storeBytes(of: length.bigEndian, toByteOffset: used, as: Int32.self)
    used += 4
  }

  @inlinable mutating func reserve(_ room: Int) {
    if capacity - used < room { grow(room) }
  }

  @usableFromInline @inline(never) mutating func grow(_ room: Int) {
    let larger = max(capacity * 2, used + room)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    unsafe moved.copyMemory(from: base, byteCount: used)
    unsafe base.deallocate()
    unsafe base = unsafe moved
    capacity = larger
  }
}
