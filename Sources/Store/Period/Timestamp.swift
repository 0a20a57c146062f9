/// Times as text, without locale or zone: `2026-07-01T09:30:00Z`.
package enum Timestamp {
  /// - Parameter seconds: since 1970 UTC.
  package static func text(_ seconds: Int64) -> String {
    let day = Int32(clamping: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    let rest = Int(seconds - Int64(day) * 86_400)
    return "\(date(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// - Parameter day: days since 1970.
  package static func date(_ day: Int32) -> String {
    // Hinnant, days_from_civil reversed: exact over the proleptic Gregorian calendar.
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * ofYear + 2) / 153
    let dayOfMonth = ofYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded)-\(two(month))-\(two(dayOfMonth))"
  }

  /// Seconds since 1970 of a time as `text` writes it; nil for anything else.
  package static func seconds(_ text: String) -> Int64? {
    let clock = text.dropFirst(11).dropLast().split(separator: ":").map { Int64($0) }
    guard text.utf8.count == 20, text.hasSuffix("Z"), let day = DayCount(text), clock.count == 3,
      let hours = clock[0], let minutes = clock[1], let seconds = clock[2]
    else { return nil }
    return Int64(day.days) * 86_400 + hours * 3600 + minutes * 60 + seconds
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
