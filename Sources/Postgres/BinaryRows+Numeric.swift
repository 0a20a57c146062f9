extension BinaryRows {
  /// A `numeric` of `units` times 1e-9, with nine decimals.
  ///
  /// Exact for every `Int64`. The binary form is a sequence of base-10000 digits without leading or trailing zeros.
  public mutating func nano(_ units: Int64) {
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
