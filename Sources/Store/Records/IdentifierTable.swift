import Postgres

/// Ids as bytes, each numbered once in order of arrival: the bridge from text keys to dense columns.
///
/// Open addressing with linear probing at most half full. A short id (to 11 bytes) lies in its slot whole, so that looking it up
/// touches one cache line; of a longer one the slot holds 88 bits of hash, and its bytes are compared before it counts.
///
/// - Complexity: O(length of the id) a look-up, 32 to 64 bytes an id beside its own bytes.
struct IdentifierTable: Sendable {
  /// Other ids of the same things; looked at only where an id is not found.
  var aliases: IdentifierAliases?
  private(set) var column = IdentifierColumn()
  private var slots: [Slot]
  private var mask: Int

  /// What is compared, and the number + 1 in the high half of `rest`; 0 there is a free slot.
  private struct Slot {
    var head: UInt64 = 0
    var rest: UInt64 = 0
  }

  init(minimumCapacity: Int = 16) {
    var capacity = 32
    while capacity < minimumCapacity * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    mask = capacity - 1
  }

  var count: Int { column.count }

  func string(_ number: Int32) -> String { column.string(Int(number)) }

  /// Number of an id that is here already; nil otherwise.
  @inline(__always)
  func find(_ id: UnsafeRawBufferPointer) -> Int32? {
    let key = unsafe Key(id)
    var slot = key.start & mask
    while true {
      let entry = slots[slot]
      if entry.rest == 0 { return unsafe aliases?.find(id) }
      if entry.head == key.head, UInt32(truncatingIfNeeded: entry.rest) == key.tail {
        let number = Int(entry.rest >> 32) - 1
        if unsafe key.isWhole || column.equals(number, id) { return Int32(truncatingIfNeeded: number) }
      }
      slot = (slot + 1) & mask
    }
  }

  func find(_ id: String) -> Int32? {
    var id = id
    return id.withUTF8 { unsafe find(UnsafeRawBufferPointer($0)) }
  }

  /// Number of the id, which is added where it is new; `isNew` says so.
  @discardableResult
  mutating func intern(_ id: UnsafeRawBufferPointer) -> (number: Int32, isNew: Bool) {
    let key = unsafe Key(id)
    var slot = key.start & mask
    while slots[slot].rest != 0 {
      let entry = slots[slot]
      if entry.head == key.head, UInt32(truncatingIfNeeded: entry.rest) == key.tail {
        let number = Int(entry.rest >> 32) - 1
        if unsafe key.isWhole || column.equals(number, id) { return (Int32(number), false) }
      }
      slot = (slot + 1) & mask
    }
    let number = column.count
    unsafe column.append(id)
    slots[slot] = Slot(head: key.head, rest: UInt64(number + 1) << 32 | UInt64(key.tail))
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
    var grown = Array(repeating: Slot(), count: capacity)
    mask = capacity - 1
    for entry in slots where entry.rest != 0 {
      let number = Int(entry.rest >> 32) - 1
      let start = unsafe column.withBytes(number) { unsafe Key($0).start }
      var slot = start & mask
      while grown[slot].rest != 0 { slot = (slot + 1) & mask }
      grown[slot] = entry
    }
    slots = grown
  }

  /// What an id is found by: its bytes where they fit, else a hash.
  private struct Key {
    /// The first 8 bytes, or 64 bits of hash.
    var head: UInt64
    /// Three more bytes and the length, or 24 bits of hash and 255.
    var tail: UInt32
    /// Whether the id is all here.
    var isWhole: Bool
    /// Where probing begins.
    var start: Int

    @inline(__always)
    init(_ id: UnsafeRawBufferPointer) {
      let count = id.count
      if count <= 11, let short = unsafe ShortText(id) {
        head = short.head
        tail = UInt32(truncatingIfNeeded: short.tail) | UInt32(count) << 24
        isWhole = true
      } else {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
        var offset = 0
        while offset + 8 <= count {
          let word = unsafe id.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          state = Self.fold(state ^ word)
          offset += 8
        }
        // The last 8 bytes, which may overlap the ones before.
        let last = unsafe id.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        head = Self.fold(state ^ last)
        tail = UInt32(truncatingIfNeeded: Self.fold(head &+ 0x1656_67B1_9E37_79F9)) & 0xFF_FFFF | 0xFF00_0000
        isWhole = false
      }
      start = Int(truncatingIfNeeded: Self.fold(head ^ UInt64(tail) << 17))
    }

    @inline(__always)
    private static func fold(_ value: UInt64) -> UInt64 {
      let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      return product.high ^ product.low ^ value
    }
  }
}
