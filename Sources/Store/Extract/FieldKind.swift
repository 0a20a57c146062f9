internal import Postgres

/// How a field's bytes are read.
enum FieldKind: String, Sendable {
  case text, int2, int4, int8, uuid, float4, float8, numeric, date, timestamp, timestamptz
  /// The column does not exist; the field is always null.
  case absent

  init?(_ type: TypeOID, isEnum: Bool) {
    switch type.rawValue {
    case 25, 1043, 1042, 19: self = .text
    case 21: self = .int2
    case 23: self = .int4
    case 20: self = .int8
    case 2950: self = .uuid
    case 700: self = .float4
    case 701: self = .float8
    case 1700: self = .numeric
    case 1082: self = .date
    case 1114: self = .timestamp
    case 1184: self = .timestamptz
    default:
      guard isEnum else { return nil }
      self = .text
    }
  }

  func reads(_ role: SourceColumn.Role) -> Bool {
    switch (role, self) {
    case (_, .absent): true
    case (.identifier, .text), (.identifier, .int2), (.identifier, .int4), (.identifier, .int8), (.identifier, .uuid):
      true
    case (.text, .text): true
    case (.number, .int2), (.number, .int4), (.number, .int8), (.number, .float4), (.number, .float8),
      (.number, .numeric):
      true
    case (.count, .int2), (.count, .int4), (.count, .int8): true
    case (.time, .timestamp), (.time, .timestamptz), (.time, .date): true
    case (.date, .date), (.date, .timestamptz), (.date, .timestamp): true
    default: false
    }
  }
}

extension CopyRow {
  /// The next field as the bytes of an id's text form; nil for null. The bytes are valid inside the closure only.
  @inline(__always)
  mutating func identifier<Result>(
    _ kind: FieldKind, _ body: (UnsafeRawBufferPointer?) throws -> Result
  ) throws -> Result {
    switch kind {
    case .text: return unsafe try body(field())
    case .int8: return unsafe try decimal(int64OrNull(), body)
    case .int4: return unsafe try decimal(int32OrNull().map(Int64.init), body)
    case .int2: return unsafe try decimal(int16OrNull().map(Int64.init), body)
    case .uuid:
      guard let value = try uuidOrNull() else { return try body(nil) }
      var text = value.text
      return try text.withUTF8 { unsafe try body(UnsafeRawBufferPointer($0)) }
    default:
      try skip()
      return try body(nil)
    }
  }

  private func decimal<Result>(_ value: Int64?, _ body: (UnsafeRawBufferPointer?) throws -> Result) throws -> Result {
    guard let value else { return try body(nil) }
    return unsafe try withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { buffer in
      var rest = value.magnitude
      var at = 24
      repeat {
        at -= 1
        unsafe buffer[at] = UInt8(48 + rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        at -= 1
        unsafe buffer[at] = 45
      }
      return unsafe try body(UnsafeRawBufferPointer(rebasing: buffer[at...]))
    }
  }

  /// The next field as a number; nil for null. NaN and infinities come through: the caller checks.
  @inline(__always)
  mutating func number(_ kind: FieldKind) throws -> Double? {
    switch kind {
    case .float8: return try float8OrNull()
    case .int4: return try int32OrNull().map(Double.init)
    case .int8: return try int64OrNull().map(Double.init)
    case .int2: return try int16OrNull().map(Double.init)
    case .float4: return try int32OrNull().map { Double(Float(bitPattern: UInt32(bitPattern: $0))) }
    case .numeric: return try numericOrNull()
    default:
      try skip()
      return nil
    }
  }

  /// The next field as seconds since 1970 UTC; nil for null. Infinities give `Instant.infinite`.
  @inline(__always)
  mutating func seconds(_ kind: FieldKind) throws -> Int64? {
    switch kind {
    case .timestamptz, .timestamp: return try int64OrNull().map(Instant.seconds(microseconds:))
    default:
      try skip()
      return nil
    }
  }

  /// The next field as days since 1970; nil for null. Infinities give `Instant.infiniteDay`.
  mutating func day(_ kind: FieldKind) throws -> Int32? {
    switch kind {
    case .date: return try int32OrNull().map { Instant.day($0) ?? Instant.infiniteDay }
    case .timestamptz, .timestamp:
      return try int64OrNull().map {
        let seconds = Instant.seconds(microseconds: $0)
        return seconds == Instant.infinite ? Instant.infiniteDay : Int32(clamping: seconds / 86_400)
      }
    default:
      try skip()
      return nil
    }
  }
}

/// PostgreSQL's times (microseconds and days since 2000) as Unix times.
enum Instant {
  /// Stands for both infinities of a time: outside every period.
  static let infinite = Int64.max
  /// Stands for both infinities of a date.
  static let infiniteDay = Int32.max

  private static let epochDays: Int32 = 10_957
  private static let epochSeconds: Int64 = 946_684_800

  static func seconds(microseconds: Int64) -> Int64 {
    guard microseconds != .max, microseconds != .min else { return infinite }
    let floor = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    return floor + epochSeconds
  }

  static func day(_ days: Int32) -> Int32? {
    guard days != .max, days != .min else { return nil }
    let (sum, overflow) = days.addingReportingOverflow(epochDays)
    return overflow ? nil : sum
  }
}
