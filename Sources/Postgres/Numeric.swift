/// A `numeric` in the form PostgreSQL sends it: digits of base 10000 with a weight and a sign.
@safe struct Numeric {
  private let digits: UnsafeRawBufferPointer
  private let weight: Int
  private let sign: UInt16

  /// Checks the form; nil when the bytes are no numeric.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 8 else { return nil }
    let count = unsafe Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: Int16.self)))
    weight = unsafe Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: Int16.self)))
    sign = unsafe UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt16.self))
    guard count >= 0, bytes.count == 8 + 2 * count else { return nil }
    guard [0, 0x4000, 0xC000, 0xD000, 0xF000].contains(sign) else { return nil }
    unsafe digits = unsafe UnsafeRawBufferPointer(rebasing: bytes[8...])
    for index in 0..<count {
      guard (0..<10_000).contains(digit(index)) else { return nil }
    }
  }

  private var count: Int { unsafe digits.count / 2 }

  private func digit(_ index: Int) -> Int {
    unsafe Int(Int16(bigEndian: digits.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self)))
  }

  /// The nearest Double; NaN and the infinities stay what they are.
  ///
  /// - Complexity: O(1) for up to 15 digits, else by way of decimal text.
  var double: Double {
    switch sign {
    case 0xC000: return .nan
    case 0xD000: return .infinity
    case 0xF000: return -.infinity
    default: break
    }
    var mantissa: UInt64 = 0
    if count <= 3 {
      for index in 0..<count { mantissa = mantissa * 10_000 + UInt64(digit(index)) }
      // mantissa < 1e12 and the power of ten <= 1e20 are exact, so one division or product rounds once.
      let exponent = 4 * (weight - count + 1)
      if (-20...20).contains(exponent) {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        let value = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
        return sign == 0 ? value : -value
      }
    }
    var text = sign == 0 ? "" : "-"
    for index in 0..<count {
      let group = String(digit(index))
      text += String(repeating: "0", count: 4 - group.count) + group
    }
    text += "e\(4 * (weight - count + 1))"
    return count == 0 ? 0 : Double(text) ?? .nan
  }

  /// The value in whole units of 1e-9; nil when it is not finite, has more decimals or does not fit.
  var nano: Int64? {
    guard sign == 0 || sign == 0x4000 else { return nil }
    var units: Int64 = 0
    for index in 0..<count {
      let value = digit(index)
      if value == 0 { continue }
      // Power of ten of this digit, counted in units of 1e-9.
      var exponent = 4 * (weight - index) + 9
      var part = Int64(value)
      while exponent < 0 {
        guard part % 10 == 0 else { return nil }
        part /= 10
        exponent += 1
      }
      while exponent > 0 {
        let (product, overflow) = part.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        part = product
        exponent -= 1
      }
      // Summed on the negative side, which reaches one further.
      let (sum, overflow) = units.subtractingReportingOverflow(part)
      if overflow { return nil }
      units = sum
    }
    if sign == 0x4000 { return units }
    return units == Int64.min ? nil : -units
  }
}
