import Foundation
import Testing

@testable import Store

@Suite("CSV fields")
struct ImportFieldTests {
  private func number(_ text: String) throws(FieldFault) -> Double {
    try NumberField.double(Array(text.utf8), 0..<text.utf8.count)
  }

  private func moment(_ text: String, zone: String? = nil) throws(FieldFault) -> Int64 {
    var field = MomentField(zone: zone.flatMap { LocalZone(name: $0) })
    return try field.moment(Array(text.utf8), 0..<text.utf8.count)
  }

  private func day(_ text: String) throws(FieldFault) -> Int32 {
    try DayField.day(Array(text.utf8), 0..<text.utf8.count)
  }

  @Test("decimal numbers are read to the last bit, as the standard library reads them", arguments: 0..<50)
  func numbers(seed: Int) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<200 {
      let whole = String((0..<(1 + dice.roll(18))).map { _ in Character("\(dice.roll(10))") })
      let decimals = String((0..<dice.roll(20)).map { _ in Character("\(dice.roll(10))") })
      let exponent = dice.roll(3) == 0 ? "e\(dice.roll(600) - 300)" : ""
      let text = ["", "-", "+"][dice.roll(3)] + whole + (decimals.isEmpty ? "" : "." + decimals) + exponent
      guard let expected = Double(text), expected.isFinite else { continue }
      #expect(try number(text).bitPattern == expected.bitPattern, "\(text)")
    }
  }

  @Test("NaN and infinities are values, since the run quarantines them")
  func specials() throws {
    #expect(try number("NaN").isNaN)
    #expect(try number("Infinity") == .infinity)
    #expect(try number("-infinity") == -.infinity)
    #expect(try number("inf") == .infinity)
  }

  @Test(
    "what is no number is refused",
    arguments: ["", "abc", "1,5", "1.2.3", "25%", "0x10", "1e", "--1", " 1", "1 ", ".", "e5", "１２", "nan(1)", "-"])
  func notNumbers(text: String) {
    #expect(throws: FieldFault.self) { try number(text) }
  }

  @Test("numbers beyond double precision are refused rather than made infinite or 0")
  func outOfRange() throws {
    #expect(throws: FieldFault.numberOutOfRange) { try number("1e400") }
    #expect(throws: FieldFault.numberOutOfRange) { try number("1e-400") }
    #expect(try number("0e-400") == 0)
    #expect(try number("1e-320") > 0)
  }

  @Test("whole numbers may carry a fraction of zeros and must fit 32 bits")
  func counts() throws {
    func count(_ text: String) throws(FieldFault) -> Int32 {
      try NumberField.count(Array(text.utf8), 0..<text.utf8.count)
    }
    #expect(try count("12") == 12)
    #expect(try count("-3.0") == -3)
    #expect(try count("2147483647") == .max)
    #expect(throws: FieldFault.countOutOfRange) { try count("2147483648") }
    #expect(throws: FieldFault.notAWholeNumber) { try count("1.5") }
    #expect(throws: FieldFault.notAWholeNumber) { try count("NaN") }
    #expect(throws: FieldFault.notAWholeNumber) { try count("x") }
  }

  @Test("every day from year 1 to 9999 has the number that PostgreSQL gives it, and no other day exists")
  func days() throws {
    #expect(try day("2000-01-01") == 0)
    #expect(try day("1999-12-31") == -1)
    #expect(try day("0001-01-01") == -730_119)
    #expect(try day("9999-12-31") == 2_921_939)
    #expect(try day("infinity") == .max)
    #expect(try day("-infinity") == .min)
    var expected: Int32 = -730_119
    for year in 1...9999 {
      for month in 1...12 {
        let number = try DayField.daysSince2000(year: year, month: month, day: 1)
        #expect(number == expected)
        var last = 28
        while (try? DayField.daysSince2000(year: year, month: month, day: last + 1)) != nil { last += 1 }
        expected += Int32(last)
      }
    }
    #expect(expected == 2_921_940)
  }

  @Test(
    "what is no day is refused",
    arguments: ["2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "0000-01-01", "2026-00-10", "2026-01-00"])
  func noSuchDays(text: String) {
    #expect(throws: FieldFault.noSuchDay) { try day(text) }
  }

  @Test("other spellings of days are refused with what to write instead")
  func otherDays() {
    for text in ["2026/03/31", "31.03.2026", "2026年3月31日"] {
      let fault = #expect(throws: FieldFault.self) { try day(text) }
      #expect(fault?.why.contains("hyphens") == true, "\(text)")
    }
    let fault = #expect(throws: FieldFault.self) { try day("2026-03-31T00:00:00Z") }
    #expect(fault?.why.contains("without a time") == true)
    for text in ["", "today", "2026-3-1", "20260331"] { #expect(throws: FieldFault.self) { try day(text) } }
  }

  @Test("moments are read with every form of offset and up to six decimals")
  func moments() throws {
    #expect(try moment("2000-01-01T00:00:00Z") == 0)
    #expect(try moment("2000-01-01 08:00:00+08") == 0)
    #expect(try moment("2000-01-01T08:00+0800") == 0)
    #expect(try moment("1999-12-31T18:30:00.25-05:30") == 250_000)
    #expect(try moment("2000-01-01T00:00:00.1234567Z") == 123_457)
    #expect(try moment("2000-01-01T00:00:00,5z") == 500_000)
    #expect(try moment("9999-12-31T10:00:00+08:00") > 0)
    #expect(try moment("infinity") == .max)
    #expect(try moment("-infinity") == .min)
  }

  @Test(
    "what no clock shows is refused",
    arguments: [
      "2026-01-01T24:00:00Z", "2026-01-01T23:59:60Z", "2026-01-01T12:60:00Z", "2026-01-01T12:00:00+16:00",
      "2026-01-01T12:00:00+08:60",
    ])
  func noSuchTimes(text: String) {
    #expect(throws: FieldFault.noSuchTime) { try moment(text) }
  }

  @Test(
    "what is no moment is refused",
    arguments: [
      "", "now", "2026-01-01T12", "2026-01-01T1:00:00Z", "2026-01-01T12:00:00.Z", "2026-01-01T12:00:00+8",
      "2026-01-01T12:00:00ZZ", "2026-01-01X12:00:00Z", "2026-01-01T12:00:00 UTC", "2026-01-01T12:00:00+08:00:00",
    ])
  func notMoments(text: String) {
    #expect(throws: FieldFault.self) { try moment(text) }
  }

  @Test("a time without an offset is refused with the fix, unless a zone is named")
  func noOffset() throws {
    let fault = #expect(throws: FieldFault.noOffset) { try moment("2026-01-01T08:00:00") }
    #expect(fault?.why.contains("source.zone") == true)
    #expect(throws: FieldFault.noOffset) { try moment("2026-01-01") }
    #expect(try moment("2000-01-01T08:00:00", zone: "Asia/Shanghai") == 0)
    #expect(try moment("2000-01-01", zone: "Asia/Shanghai") == -8 * 3_600_000_000)
    #expect(try moment("2000-01-01T08:00:00+00:00", zone: "Asia/Shanghai") == 8 * 3_600_000_000)
    #expect(LocalZone(name: "Mars/Olympus") == nil)
  }

  @Test("a local time that clocks showed twice is the later one, and one they skipped keeps the old offset")
  func clockChanges() throws {
    var field = MomentField(zone: LocalZone(name: "America/New_York"))
    func read(_ text: String) throws -> Int64 { try field.moment(Array(text.utf8), 0..<text.utf8.count) }
    #expect(try read("2026-11-01T01:30:00") == moment("2026-11-01T06:30:00Z"))
    #expect(field.unclearTimes == 1)
    #expect(try read("2026-03-08T02:30:00") == moment("2026-03-08T07:30:00Z"))
    #expect(field.unclearTimes == 2)
    #expect(try read("2026-11-01T00:59:59") == moment("2026-11-01T04:59:59Z"))
    #expect(try read("2026-11-01T02:00:00") == moment("2026-11-01T07:00:00Z"))
    #expect(try read("2026-03-08T01:59:59") == moment("2026-03-08T06:59:59Z"))
    #expect(try read("2026-03-08T03:00:00") == moment("2026-03-08T07:00:00Z"))
    #expect(field.unclearTimes == 2)
  }
}
