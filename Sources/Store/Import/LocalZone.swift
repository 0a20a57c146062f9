private import Foundation

/// A time zone by its IANA name, used for times that carry no offset.
public struct LocalZone: Sendable, Hashable {
  /// The name, for example `Asia/Shanghai`.
  public let name: String

  private let zone: TimeZone

  /// Finds a zone; nil if the system's zone data has no such name.
  public init?(name: String) {
    guard TimeZone.knownTimeZoneIdentifiers.contains(name) || name == "UTC", let zone = TimeZone(identifier: name)
    else { return nil }
    self.name = name
    self.zone = zone
  }

  /// The moment that a local time names, in microseconds since 2000-01-01T00:00:00Z.
  ///
  /// Where clocks were put back a local time names two moments: the later is taken, as PostgreSQL does. Where clocks
  /// were put forward it names none: the offset before the change is taken. In both cases `isClear` is false.
  func resolve(localMicroseconds local: Int64) -> (microseconds: Int64, isClear: Bool) {
    let seconds = local >= 0 ? local / 1_000_000 : -((-local + 999_999) / 1_000_000)
    let before = offset(at: seconds - 86_400)
    let after = offset(at: seconds + 86_400)
    if before == after { return (local - before * 1_000_000, true) }
    let fitsBefore = offset(at: seconds - before) == before
    let fitsAfter = offset(at: seconds - after) == after
    if fitsBefore, fitsAfter { return (local - min(before, after) * 1_000_000, false) }
    if fitsAfter { return (local - after * 1_000_000, true) }
    return (local - before * 1_000_000, fitsBefore)
  }

  private func offset(at secondsSince2000: Int64) -> Int64 {
    let date = Date(timeIntervalSinceReferenceDate: Double(secondsSince2000 - 31_622_400))
    return Int64(zone.secondsFromGMT(for: date))
  }
}
