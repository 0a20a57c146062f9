/// Why the text of a field is not a value of its column.
public enum FieldFault: Sendable, Hashable, Error {
  case notANumber(hint: String?)
  case numberOutOfRange
  case notAWholeNumber
  case countOutOfRange
  case notADay(hint: String?)
  case noSuchDay
  case notAMoment(hint: String?)
  case noSuchTime
  case noOffset
  case idTooLong(bytes: Int)
  case textTooLong(bytes: Int)
  case keyMissing

  /// Stable code of the fault.
  public var code: String {
    switch self {
    case .notANumber: "not_a_number"
    case .numberOutOfRange: "number_out_of_range"
    case .notAWholeNumber: "not_a_whole_number"
    case .countOutOfRange: "count_out_of_range"
    case .notADay: "not_a_day"
    case .noSuchDay: "no_such_day"
    case .notAMoment: "not_a_time"
    case .noSuchTime: "no_such_time"
    case .noOffset: "time_without_offset"
    case .idTooLong: "id_too_long"
    case .textTooLong: "text_too_long"
    case .keyMissing: "key_missing"
    }
  }

  /// Why the field is refused and what mends it, without the value.
  public var why: String {
    switch self {
    case .notANumber(let hint): "Not a number. \(hint ?? "Write digits with a point, such as 12.5.")"
    case .numberOutOfRange: "The number is beyond what double precision holds."
    case .notAWholeNumber: "Not a whole number."
    case .countOutOfRange: "The number is beyond 32 bits."
    case .notADay(let hint): "Not a day. \(hint ?? "Write it as 2026-03-31.")"
    case .noSuchDay: "There is no such day in the calendar."
    case .notAMoment(let hint): "Not a time. \(hint ?? "Write it as 2026-03-31T09:30:00+08:00.")"
    case .noSuchTime: "There is no such time: hours go to 23, minutes and seconds to 59, offsets to 15:59."
    case .noOffset:
      "The time has no offset from UTC. Add one, such as +08:00, or name the zone as source.zone in fairshare.toml."
    case .idTooLong(let bytes): "The id is \(bytes) bytes long; at most \(FieldLimits.id) are allowed."
    case .textTooLong(let bytes): "The text is \(bytes) bytes long; at most \(FieldLimits.text) are allowed."
    case .keyMissing: "The key of the row is empty."
    }
  }

  /// Whether the value may be shown: numbers and times may, names and free text may not.
  var showsValue: Bool {
    switch self {
    case .idTooLong, .textTooLong, .keyMissing: false
    default: true
    }
  }
}

/// How long fields may be, in bytes.
enum FieldLimits {
  static let id = 64
  static let text = 1 << 20
}
