/// Reads moments from the bytes of a CSV field, as PostgreSQL counts them.
struct MomentField {
  /// PostgreSQL's `infinity` as a moment; such a moment is stored and quarantined by the run.
  static let infinity = Int64.max
  /// PostgreSQL's `-infinity` as a moment.
  static let negativeInfinity = Int64.min

  /// The zone of times without an offset; nil refuses them.
  let zone: LocalZone?

  /// How many local times named two moments, or none, because clocks were changed.
  private(set) var unclearTimes = 0

  /// How many times carried no offset and were taken in the zone.
  private(set) var localTimes = 0

  init(zone: LocalZone?) { self.zone = zone }

  /// Microseconds since 2000-01-01T00:00:00Z of a time such as 2026-03-31T09:30:00.25+08:00.
  ///
  /// T may be a blank, seconds and fractions may be missing, the offset is Z, +08, +0800 or +08:00. Further decimals
  /// than six are rounded. A day alone is midnight in the zone.
  ///
  /// - Throws: `FieldFault` for another spelling, for a time that no clock shows (24:00, 23:59:60), for a missing offset.
  mutating func moment(_ bytes: [UInt8], _ range: Range<Int>) throws(FieldFault) -> Int64 {
    guard range.count >= 10, let civil = DayField.civilDay(bytes, at: range.lowerBound) else {
      return try special(bytes, range)
    }
    let days = try DayField.daysSince2000(year: civil.year, month: civil.month, day: civil.day)
    var scan = Scan(bytes: bytes, index: range.lowerBound + 10, end: range.upperBound)
    var local = Int64(days) * 86_400_000_000
    if !scan.isAtEnd { local += try scan.timeOfDay() }
    if let offset = try scan.offset() { return local - offset * 1_000_000 }
    guard let zone else { throw .noOffset }
    localTimes += 1
    let resolved = zone.resolve(localMicroseconds: local)
    if !resolved.isClear { unclearTimes += 1 }
    return resolved.microseconds
  }

  private func special(_ bytes: [UInt8], _ range: Range<Int>) throws(FieldFault) -> Int64 {
    switch String(decoding: bytes[range], as: UTF8.self).lowercased() {
    case "infinity": return Self.infinity
    case "-infinity": return Self.negativeInfinity
    case let text where text.contains("/") || text.contains("年"):
      throw .notAMoment(hint: "Write year, month and day with hyphens: 2026-03-31T09:30:00+08:00.")
    default: throw .notAMoment(hint: nil)
    }
  }
}

/// A place in the bytes of a time, moved on as its parts are read.
private struct Scan {
  let bytes: [UInt8]
  var index: Int
  let end: Int

  var isAtEnd: Bool { index == end }

  /// Microseconds since midnight, after T or a blank.
  mutating func timeOfDay() throws(FieldFault) -> Int64 {
    guard bytes[index] == UInt8(ascii: "T") || bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "t")
    else { throw .notAMoment(hint: nil) }
    index += 1
    let hour = try twoDigits()
    guard take(":") else { throw .notAMoment(hint: nil) }
    let minute = try twoDigits()
    var second = 0
    var fraction: Int64 = 0
    if take(":") {
      second = try twoDigits()
      if take(".") || take(",") { fraction = try microseconds() }
    }
    guard hour <= 23, minute <= 59, second <= 59 else { throw .noSuchTime }
    return Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
  }

  /// Seconds east of UTC; nil if the field ends here.
  mutating func offset() throws(FieldFault) -> Int64? {
    if isAtEnd { return nil }
    if take("Z") || take("z") {
      guard isAtEnd else { throw .notAMoment(hint: nil) }
      return 0
    }
    _ = take(" ")
    let isWest = take("-")
    guard isWest || take("+") else { throw .notAMoment(hint: nil) }
    let hours = try twoDigits()
    var minutes = 0
    if !isAtEnd {
      _ = take(":")
      minutes = try twoDigits()
    }
    guard isAtEnd else { throw .notAMoment(hint: nil) }
    guard hours <= 15, minutes <= 59 else { throw .noSuchTime }
    let seconds = Int64(hours * 3600 + minutes * 60)
    return isWest ? -seconds : seconds
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < end, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func twoDigits() throws(FieldFault) -> Int {
    guard index + 2 <= end, let value = DayField.digits(bytes, index, 2) else { throw .notAMoment(hint: nil) }
    index += 2
    return value
  }

  private mutating func microseconds() throws(FieldFault) -> Int64 {
    var value: Int64 = 0
    var count = 0
    var roundsUp = false
    while index < end, let digit = DayField.digits(bytes, index, 1) {
      if count < 6 { value = value * 10 + Int64(digit) }
      if count == 6 { roundsUp = digit >= 5 }
      count += 1
      index += 1
    }
    guard count > 0 else { throw .notAMoment(hint: nil) }
    while count < 6 {
      value *= 10
      count += 1
    }
    return value + (roundsUp ? 1 : 0)
  }
}
