import Glibc
import Postgres

/// Ids one after the other; repeated ids are kept.
///
/// An id of up to 15 bytes lies whole in its own 16, so that reaching one at random costs one line of cache; longer ones lie
/// in one block of bytes.
struct IdentifierColumn: Sendable {
  /// A short text as it lies in memory; of a longer id the place of its first byte, and its length below a highest byte of 255.
  private struct Entry: Sendable {
    var head: UInt64
    var tail: UInt64

    @inline(__always) var isLong: Bool { UInt64(littleEndian: tail) >> 56 == 255 }
    var length: Int { Int(UInt64(littleEndian: tail) & 0xFF_FFFF_FFFF_FFFF) }
  }

  private var entries: [Entry] = []
  private var long: [UInt8] = []

  var count: Int { entries.count }

  mutating func reserve(_ ids: Int) { entries.reserveCapacity(ids) }

  mutating func append(_ id: UnsafeRawBufferPointer) {
    if let short = unsafe ShortText(id) {
      entries.append(Entry(head: short.head.littleEndian, tail: short.tail.littleEndian))
    } else {
      let length = UInt64(id.count) | 255 << 56
      entries.append(Entry(head: UInt64(long.count), tail: length.littleEndian))
      unsafe long.append(contentsOf: id)
    }
  }

  mutating func append(_ id: String) {
    var id = id
    id.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
  }

  mutating func removeLast() {
    let entry = entries.removeLast()
    if entry.isLong { long.removeLast(entry.length) }
  }

  /// The id, where it has at most 15 bytes.
  @inline(__always)
  func short(_ index: Int) -> ShortText? {
    let entry = entries[index]
    return entry.isLong
      ? nil : ShortText(head: UInt64(littleEndian: entry.head), tail: UInt64(littleEndian: entry.tail))
  }

  func withBytes<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let entry = entries[index]
    if entry.isLong {
      let start = Int(entry.head)
      return unsafe long.withUnsafeBytes {
        unsafe body(UnsafeRawBufferPointer(rebasing: $0[start..<start + entry.length]))
      }
    }
    let start = index * MemoryLayout<Entry>.stride
    let length = Int(UInt64(littleEndian: entry.tail) >> 56)
    return unsafe entries.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[start..<start + length])) }
  }

  func string(_ index: Int) -> String {
    unsafe withBytes(index) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  func equals(_ index: Int, _ id: UnsafeRawBufferPointer) -> Bool {
    unsafe withBytes(index) { other in
      guard other.count == id.count else { return false }
      guard let left = other.baseAddress, let right = id.baseAddress else { return true }
      return unsafe memcmp(left, right, id.count) == 0
    }
  }

  /// Whether one id comes before another in byte order, as `COLLATE "C"` has it.
  func precedes(_ left: Int, _ right: Int) -> Bool {
    if let a = short(left), let b = short(right) { return a.precedes(b) }
    return unsafe withBytes(left) { a in
      unsafe withBytes(right) { b in
        if let x = a.baseAddress, let y = b.baseAddress {
          let order = unsafe memcmp(x, y, min(a.count, b.count))
          if order != 0 { return order < 0 }
        }
        return a.count < b.count
      }
    }
  }

  /// The first eight bytes as a number whose order is the ids' order as far as it goes.
  func prefix(_ index: Int) -> UInt64 {
    if let short = short(index) { return short.head.byteSwapped }
    return unsafe withBytes(index) { unsafe UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  }

  /// Adds another column's ids behind these.
  mutating func append(contentsOf other: IdentifierColumn) {
    let offset = UInt64(long.count)
    long += other.long
    entries.reserveCapacity(entries.count + other.entries.count)
    for var entry in other.entries {
      if entry.isLong { entry.head += offset }
      entries.append(entry)
    }
  }
}
