/// Reads days from the bytes of a CSV field, as PostgreSQL counts them.
enum DayField {
  /// PostgreSQL's `infinity` as a day; such a day is stored and quarantined by the run.
  static let infinity = Int32.max
  /// PostgreSQL's `-infinity` as a day.
  static let negativeInfinity = Int32.min

  /// Days since 2000-01-01 of a day written as 2026-03-31, years 0001 to 9999.
  ///
  /// - Throws: `FieldFault` for another spelling, or a day that no calendar has.
  static func day(_ bytes: [UInt8], _ range: Range<Int>) throws(FieldFault) -> Int32 {
    if range.count == 10, let civil = civilDay(bytes, at: range.lowerBound) {
      return try daysSince2000(year: civil.year, month: civil.month, day: civil.day)
    }
    switch String(decoding: bytes[range], as: UTF8.self).lowercased() {
    case "infinity": return infinity
    case "-infinity": return negativeInfinity
    case let text: throw .notADay(hint: hint(text))
    }
  }

  /// Days since 2000-01-01 in the Gregorian calendar.
  ///
  /// Source: Hinnant 2013, chrono-compatible low-level date algorithms (days_from_civil).
  static func daysSince2000(year: Int, month: Int, day: Int) throws(FieldFault) -> Int32 {
    guard year >= 1, (1...12).contains(month), day >= 1, day <= length(of: month, in: year) else {
      throw .noSuchDay
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468 - 10_957)
  }

  /// Year, month and day of `2026-03-31` at a place with at least ten bytes, whatever their values; nil if not digits.
  static func civilDay(_ bytes: [UInt8], at start: Int) -> (year: Int, month: Int, day: Int)? {
    guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
      let year = digits(bytes, start, 4), let month = digits(bytes, start + 5, 2),
      let day = digits(bytes, start + 8, 2)
    else { return nil }
    return (year, month, day)
  }

  /// The number that a few decimal digits write; nil if one of them is none.
  static func digits(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<(start + count) {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func hint(_ text: String) -> String? {
    if text.contains("/") || text.contains(".") || text.contains("年") {
      return "Write year, month and day with hyphens: 2026-03-31."
    }
    if text.contains("t") || text.contains(":") { return "Write the day alone, without a time: 2026-03-31." }
    return nil
  }
}
