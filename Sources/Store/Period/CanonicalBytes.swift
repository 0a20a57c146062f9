internal import Postgres

/// Values as bytes that are the same on every machine: integers and the bits of floats, little endian, texts with their length.
@safe struct CanonicalBytes: ~Copyable {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private var used = 0

  /// - Parameter capacity: bytes before it grows.
  init(capacity: Int = 4096) {
    self.capacity = max(64, capacity)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: max(64, capacity), alignment: 16)
  }

  deinit { unsafe base.deallocate() }

  mutating func byte(_ value: UInt8) {
    reserve(1)
    unsafe base.storeBytes(of: value, toByteOffset: used, as: UInt8.self)
    used += 1
  }

  @inline(__always)
  mutating func integer(_ value: Int64) {
    reserve(8)
    unsafe base.storeBytes(of: value.littleEndian, toByteOffset: used, as: Int64.self)
    used += 8
  }

  @inline(__always)
  mutating func pair(_ left: Int32, _ right: Int32) {
    integer(Int64(left) << 32 | Int64(UInt32(bitPattern: right)))
  }

  /// nil and every NaN are one value; -0 is 0.
  mutating func number(_ value: Double?) {
    let bits = value.map { $0.isNaN ? UInt64.max : ($0 == 0 ? 0 : $0.bitPattern) } ?? .max
    integer(Int64(bitPattern: bits))
  }

  mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    integer(Int64(bytes.count))
    reserve(bytes.count)
    if let source = bytes.baseAddress { unsafe (base + used).copyMemory(from: source, byteCount: bytes.count) }
    used += bytes.count
  }

  /// The same for a text that is at hand in two words.
  @inline(__always)
  mutating func append(_ text: ShortText) {
    reserve(24)
    unsafe base.storeBytes(of: Int64(text.count).littleEndian, toByteOffset: used, as: Int64.self)
    unsafe base.storeBytes(of: text.head.littleEndian, toByteOffset: used + 8, as: UInt64.self)
    unsafe base.storeBytes(of: text.tail.littleEndian, toByteOffset: used + 16, as: UInt64.self)
    used += 8 + text.count
  }

  /// One id of a column.
  @inline(__always)
  mutating func append(_ ids: borrowing IdentifierColumn, _ index: Int) {
    if let short = ids.short(index) { return append(short) }
    unsafe ids.withBytes(index) { unsafe append($0) }
  }

  /// The digest of everything so far.
  borrowing func digest() throws(StoreError) -> SHA256Digest {
    var hasher = try SHA256Hasher()
    try unsafe hasher.update(UnsafeRawBufferPointer(start: base, count: used))
    return try hasher.finish()
  }

  @inline(__always)
  private mutating func reserve(_ room: Int) {
    if capacity - used < room { grow(room) }
  }

  @inline(never)
  private mutating func grow(_ room: Int) {
    let larger = max(capacity * 2, used + room)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    unsafe moved.copyMemory(from: base, byteCount: used)
    unsafe base.deallocate()
    unsafe base = unsafe moved
    capacity = larger
  }
}
