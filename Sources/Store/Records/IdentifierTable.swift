import Glibc

/// Ids as bytes, each numbered once in order of arrival: the bridge from text keys to dense columns.
///
/// Open addressing with linear probing at most half full; a slot holds half of the hash beside the number, so that a probe
/// touches the bytes only when the id is very likely the one sought.
///
/// - Complexity: O(length of the id) a look-up, 12 to 24 bytes an id beside its own bytes.
struct IdentifierTable: Sendable {
  private(set) var column = IdentifierColumn()
  /// Number + 1 in the low half, high half of the hash in the high half; 0 is free.
  private var slots: [UInt64]
  private var mask: Int

  init(minimumCapacity: Int = 16) {
    var capacity = 32
    while capacity < minimumCapacity * 2 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    mask = capacity - 1
  }

  var count: Int { column.count }

  func string(_ number: Int32) -> String { column.string(Int(number)) }

  /// Number of an id that is here already; nil otherwise.
  func find(_ id: UnsafeRawBufferPointer) -> Int32? {
    let hash = unsafe Self.hash(id)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let number = Int(entry & 0xFFFF_FFFF) - 1
        if unsafe column.equals(number, id) { return Int32(number) }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func find(_ id: String) -> Int32? {
    var id = id
    return id.withUTF8 { unsafe find(UnsafeRawBufferPointer($0)) }
  }

  /// Number of the id, which is added where it is new; `isNew` says so.
  @discardableResult
  mutating func intern(_ id: UnsafeRawBufferPointer) -> (number: Int32, isNew: Bool) {
    let hash = unsafe Self.hash(id)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let number = Int(entry & 0xFFFF_FFFF) - 1
        if unsafe column.equals(number, id) { return (Int32(number), false) }
      }
      slot = (slot + 1) & mask
    }
    let number = column.count
    unsafe column.append(id)
    slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    if column.count * 2 > slots.count { grow() }
    return (Int32(number), true)
  }

  @discardableResult
  mutating func intern(_ id: String) -> (number: Int32, isNew: Bool) {
    var id = id
    return id.withUTF8 { unsafe intern(UnsafeRawBufferPointer($0)) }
  }

  /// The same ids numbered in byte order, and the new number of every old one.
  ///
  /// - Complexity: O(n log n).
  func sorted() -> (table: IdentifierTable, newNumber: [Int32]) {
    let order = (0..<count).sorted { column.precedes($0, $1) }
    var table = IdentifierTable(minimumCapacity: count)
    var newNumber = [Int32](repeating: 0, count: count)
    for (rank, old) in order.enumerated() {
      unsafe column.withBytes(old) { _ = unsafe table.intern($0) }
      newNumber[old] = Int32(rank)
    }
    return (table, newNumber)
  }

  private mutating func grow() {
    let capacity = slots.count * 2
    slots = Array(repeating: 0, count: capacity)
    mask = capacity - 1
    for number in 0..<column.count {
      let hash = unsafe column.withBytes(number) { unsafe Self.hash($0) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    }
  }

  /// Multiply-fold over 8-byte words; speed matters, adversaries are held off by the table's growth at half load.
  private static func hash(_ id: UnsafeRawBufferPointer) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(id.count)
    var offset = 0
    while offset + 8 <= id.count {
      let word = unsafe id.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = fold(state ^ word)
      offset += 8
    }
    if offset < id.count {
      var last: UInt64 = 0
      var shift: UInt64 = 0
      while offset < id.count {
        let byte = unsafe id[offset]
        last |= UInt64(byte) << shift
        shift += 8
        offset += 1
      }
      state = fold(state ^ last)
    }
    return fold(state)
  }

  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low ^ value
  }
}
