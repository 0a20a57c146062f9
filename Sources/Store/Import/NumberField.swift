/// Reads numbers from the bytes of a CSV field.
enum NumberField {
  /// A number with a point and an optional exponent; NaN and infinities in the spellings of PostgreSQL.
  ///
  /// Up to 15 digits with an exponent within 22 are exact by one correctly rounded operation; the rest goes through the
  /// standard library. Source: Clinger 1990, How to read floating point numbers accurately.
  ///
  /// - Throws: `FieldFault` for anything else, and for numbers that would become infinite or 0.
  static func double(_ bytes: [UInt8], _ range: Range<Int>) throws(FieldFault) -> Double {
    var index = range.lowerBound
    let isNegative = index < range.upperBound && bytes[index] == UInt8(ascii: "-")
    if isNegative || (index < range.upperBound && bytes[index] == UInt8(ascii: "+")) { index += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var seenPoint = false
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if let digit = decimal(byte) {
        digits += 1
        if digits <= 15 { mantissa = mantissa &* 10 &+ UInt64(digit) }
        if seenPoint { decimals += 1 }
      } else {
        break
      }
      index += 1
    }
    if index == range.upperBound, digits > 0, digits <= 15, decimals < powers.count {
      let value = Double(mantissa) / powers[decimals]
      return isNegative ? -value : value
    }
    return try general(bytes, range, digits: digits)
  }

  /// A whole number of 32 bits; a fraction of zeros, as spreadsheets write, is accepted.
  static func count(_ bytes: [UInt8], _ range: Range<Int>) throws(FieldFault) -> Int32 {
    let value: Double
    do throws(FieldFault) { value = try double(bytes, range) } catch {
      throw error == .numberOutOfRange ? .countOutOfRange : .notAWholeNumber
    }
    guard value.rounded() == value, value.isFinite else { throw value.isInfinite ? .countOutOfRange : .notAWholeNumber }
    guard let count = Int32(exactly: value) else { throw .countOutOfRange }
    return count
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private static func decimal(_ byte: UInt8) -> UInt8? {
    let digit = byte &- UInt8(ascii: "0")
    return digit <= 9 ? digit : nil
  }

  private static func general(
    _ bytes: [UInt8], _ range: Range<Int>, digits: Int
  ) throws(FieldFault) -> Double {
    let text = String(decoding: bytes[range], as: UTF8.self)
    if let special = special(text.lowercased()) { return special }
    let allowed = bytes[range].allSatisfy {
      decimal($0) != nil || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
        || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
    }
    guard allowed, digits > 0, let value = Double(text) else { throw .notANumber(hint: hint(text)) }
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }
    guard value.isFinite, value != 0 || !mantissa.contains(where: { ("1"..."9").contains($0) }) else {
      throw .numberOutOfRange
    }
    return value
  }

  private static func special(_ text: String) -> Double? {
    switch text {
    case "nan": .nan
    case "inf", "infinity", "+inf", "+infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }

  private static func hint(_ text: String) -> String? {
    if text.contains("%") { return "Write a fraction instead of a percentage: 0.25 for 25 %." }
    if text.contains(",") { return "Write a point before the decimals and no separator of thousands." }
    if text.contains(where: \.isWhitespace) { return "Remove the blanks." }
    return nil
  }
}
