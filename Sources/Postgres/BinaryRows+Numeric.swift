extension BinaryRows {
  /// A `numeric` of `units` times 1e-9, with nine decimals.
  ///
  /// Exact for every `Int64`. The binary form is a sequence of base-10000 digits without leading or trailing zeros.
  @inlinable public mutating func nano(_ units: Int64) {
    guard units > 0, units < 1_000_000_000 else { return anyNano(units) }
    // Between 0 and 1 there are three digits, the first and the last of which are not kept where they are 0.
    let fraction = UInt64(units) &* 1000
    let (high, low) = (fraction / 100_000_000, fraction % 100_000_000)
    var digits = high << 48 | (low / 10_000) << 32 | (low % 10_000) << 16
    let leading = digits.leadingZeroBitCount / 16
    digits <<= UInt64(16 * leading)
    let count = 4 - digits.trailingZeroBitCount / 16
    beginField(length: Int32(truncatingIfNeeded: 8 + 2 * count), 16)
    let head = UInt64(count) << 48 | UInt64(UInt16(bitPattern: Int16(-1 - leading))) << 32 | 9
    unsafe base.storeBytes(of: head.bigEndian, toByteOffset: used, as: UInt64.self)
    unsafe base.storeBytes(of: digits.bigEndian, toByteOffset: used + 8, as: UInt64.self)
    used += 8 + 2 * count
  }

  @usableFromInline mutating func anyNano(_ units: Int64) {
    let magnitude = units.magnitude
    var whole = magnitude / 1_000_000_000
    // Twelve decimals are three digits of base 10000.
    var fraction = (magnitude % 1_000_000_000) * 1000
    // Three digits hold 2^63 / 1e9 < 1e12; digit 0 has weight 2.
    var digits: [6 of Int16] = .init(repeating: 0)
    for index in [2, 1, 0] {
      digits[index] = Int16(truncatingIfNeeded: whole % 10_000)
      whole /= 10_000
    }
    for index in [5, 4, 3] {
      digits[index] = Int16(truncatingIfNeeded: fraction % 10_000)
      fraction /= 10_000
    }
    var first = 0
    while first < 6 && digits[first] == 0 { first += 1 }
    var end = 6
    while end > first && digits[end - 1] == 0 { end -= 1 }
    let count = end - first
    beginField(length: Int32(8 + 2 * count), 8 + 2 * count)
    put(Int16(count))
    put(count == 0 ? 0 : Int16(2 - first))
    put(units < 0 ? 0x4000 : 0)
    put(9)
    for index in first..<end { put(digits[index]) }
  }

  private mutating func put(_ word: Int16) {
    unsafe base.storeBytes(of: word.bigEndian, toByteOffset: used, as: Int16.self)
    used += 2
  }
}
