internal import Contribution
internal import Postgres

/// What every table reader needs: the catalogue, the period, and the numbers of people, goals and tasks read before.
struct ExtractContext: Sendable {
  var catalog: SourceCatalog
  var period: PeriodBounds
  /// Whether rows of other periods are left out by the server instead of here: pays when the period is a small part of the history.
  var filtersOnServer = false
  var people = IdentifierTable()
  var teams = IdentifierTable()
  var keyResults = IdentifierTable()
  /// Position in the period of each key result; -1 outside it.
  var position: [Int32] = []
  var tasks = IdentifierTable()
  var taskKeyResult: [Int32] = []

  /// Times further from the period than this are no times at all.
  static let reach: Int64 = 5 * 366 * 86_400

  func isPlausible(_ seconds: Int64) -> Bool {
    seconds != Instant.infinite && seconds >= period.start - Self.reach && seconds <= period.end + Self.reach
  }

  /// Whether a key result is one of the period's.
  func isScored(_ keyResult: Int32) -> Bool { keyResult >= 0 && position[Int(keyResult)] >= 0 }
}

/// One table's rows being read: what is set aside, and which key results that touches.
struct TableReading: Sendable {
  let table: SourceTable
  var quarantine = Quarantine()
  /// Key results that a set-aside row belonged to.
  var touched: [Int32] = []
  var rows = 0

  mutating func setAside(
    _ key: @autoclosure () -> String, _ fault: RowFault, _ column: String, _ detail: String = "", keyResult: Int32 = -1
  ) {
    quarantine.setAside(table, key: key(), fault, column: column, detail: detail)
    if keyResult >= 0 { touched.append(keyResult) }
  }
}

/// A reference as it was read.
enum Reference {
  case null
  case unknown
  case known(Int32)

  var number: Int32? {
    if case .known(let number) = self { number } else { nil }
  }
}

extension Double {
  /// The number, or 0 where it is -0 or so small beside any weight, share or point that nothing could be divided by it.
  var clampedToZero: Double { abs(self) < 1e-12 ? 0 : self }
}

/// Bytes of the longest id; a longer one is set aside rather than cut, because two could become one.
let idLimit = 64

extension CopyRow {
  /// The next field as a number of a table of ids.
  @inline(__always)
  mutating func reference(_ kind: FieldKind, in table: borrowing IdentifierTable) throws -> Reference {
    // A text is looked up without a closure, which would have to hold a copy of the table for every field.
    if case .text = kind {
      guard let bytes = unsafe try field(), bytes.count > 0 else { return .null }
      guard let number = unsafe table.find(bytes) else { return .unknown }
      return .known(number)
    }
    return try otherReference(kind, in: table)
  }

  @inline(never)
  private mutating func otherReference(_ kind: FieldKind, in table: borrowing IdentifierTable) throws -> Reference {
    let table = copy table
    return unsafe try identifier(kind) { bytes in
      guard let bytes = unsafe bytes, bytes.count > 0 else { return .null }
      return unsafe table.find(bytes).map(Reference.known) ?? .unknown
    }
  }

  /// The next field as a word of an enumeration: nil for null, `.some(nil)` for a word that is none of them.
  @inline(__always)
  mutating func word<Value>(_ kind: FieldKind, _ words: Words<Value>) throws -> Value?? {
    unsafe try identifier(kind) { bytes -> Value?? in
      guard let bytes = unsafe bytes, bytes.count > 0 else { return nil }
      return .some(unsafe words.find(bytes))
    }
  }

  /// The next field as text of an id, for a key in a message; empty for null.
  mutating func keyText(_ kind: FieldKind) throws -> String {
    unsafe try identifier(kind) { bytes in
      guard let bytes = unsafe bytes else { return "" }
      return unsafe String(decoding: bytes.prefix(idLimit + 1), as: UTF8.self)
    }
  }
}

extension CopyRow {
  /// The first fields as the key of the row, joined by slashes: what a message names it by. A field without a value is a hyphen.
  func key(_ kinds: [FieldKind], _ fields: Int = 1) -> String {
    var row = fromStart
    return kinds.prefix(fields).map { kind in
      var text: String?
      switch kind {
      case .timestamptz: text = (try? row.seconds(kind)).flatMap { $0 }.map(Timestamp.text)
      case .date: text = (try? row.day(kind)).flatMap { $0 }.map(Timestamp.date)
      default: text = try? row.keyText(kind)
      }
      return text.flatMap { $0.isEmpty ? nil : $0 } ?? "-"
    }.joined(separator: "/")
  }
}

/// The words of an enumeration as numbers, so that a field is compared without making a string of it.
struct Words<Value: Sendable>: Sendable {
  private let entries: [(word: ShortText, value: Value)]

  init(_ values: [Value], text: (Value) -> String) {
    entries = values.map { value in
      let word = ShortText(text(value))
      precondition(word != nil, "a word of the contract has at most 15 bytes")
      return (word ?? ShortText(head: 0, tail: 0), value)
    }
  }

  @inline(__always)
  func find(_ bytes: UnsafeRawBufferPointer) -> Value? {
    guard let word = unsafe ShortText(bytes) else { return nil }
    for entry in entries where entry.word == word { return entry.value }
    return nil
  }
}

extension Words where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// All words of the enumeration.
  init(_: Value.Type) { self.init(Array(Value.allCases), text: \.rawValue) }
}
