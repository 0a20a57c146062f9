import Glibc

/// Ids one after the other in one block of bytes; repeated ids are kept.
struct IdentifierColumn: Sendable {
  fileprivate var bytes: [UInt8] = []
  /// End of each id in `bytes`; 4 GiB of ids at most.
  fileprivate var ends: [UInt32] = []

  var count: Int { ends.count }

  mutating func reserve(_ ids: Int, bytesEach: Int) {
    ends.reserveCapacity(ids)
    bytes.reserveCapacity(ids * bytesEach)
  }

  mutating func append(_ id: UnsafeRawBufferPointer) {
    unsafe bytes.append(contentsOf: id)
    ends.append(UInt32(bytes.count))
  }

  mutating func append(_ id: String) {
    bytes.append(contentsOf: id.utf8)
    ends.append(UInt32(bytes.count))
  }

  /// The id that was added last; empty for an empty column.
  var last: String { ends.isEmpty ? "" : string(ends.count - 1) }

  mutating func removeLast() {
    ends.removeLast()
    bytes.removeLast(bytes.count - Int(ends.last ?? 0))
  }

  func withBytes<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    let end = Int(ends[index])
    return unsafe bytes.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }

  func string(_ index: Int) -> String {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
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
    unsafe withBytes(left) { a in
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
    unsafe withBytes(index) { id in
      var value: UInt64 = 0
      for position in 0..<8 {
        let byte = position < id.count ? unsafe id[position] : 0
        value = value << 8 | UInt64(byte)
      }
      return value
    }
  }
}

extension IdentifierColumn {
  /// Adds another column's ids behind these.
  mutating func append(contentsOf other: IdentifierColumn) {
    let offset = UInt32(bytes.count)
    bytes += other.bytes
    ends.reserveCapacity(ends.count + other.ends.count)
    for end in other.ends { ends.append(end + offset) }
  }
}
