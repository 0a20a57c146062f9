extension JSONValue {
  /// Reads one JSON text, as `text` writes it: what a saved plan is read back with.
  ///
  /// - Returns: nil for anything that is no JSON, or is nested deeper than 64.
  /// - Complexity: O(n).
  public init?(parsing text: String) {
    var reader = JSONReader(Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }

  /// A member of an object; nil for other values and unknown names.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }
}

/// One pass over the bytes of a JSON text.
private struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skip()
      return place == bytes.count
    }
  }

  mutating func value(depth: Int) -> JSONValue? {
    skip()
    guard depth < 64, place < bytes.count else { return nil }
    switch bytes[place] {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func skip() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    skip()
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    place += 1
    var members: [JSONValue.Member] = []
    if take("}") { return .object(members) }
    repeat {
      skip()
      guard place < bytes.count, let name = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(.init(name, value))
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array(_ depth: Int) -> JSONValue? {
    place += 1
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
    } while take(",")
    return take("]") ? .array(values) : nil
  }

  private mutating func number() -> JSONValue? {
    let start = place
    while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if let whole = Int(text) { return .integer(whole) }
    return Double(text).map { .number($0) }
  }

  private mutating func string() -> String? {
    guard bytes[place] == UInt8(ascii: "\"") else { return nil }
    place += 1
    var units: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return String(validating: units, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        units.append(byte)
        continue
      }
      guard place < bytes.count else { return nil }
      let mark = bytes[place]
      place += 1
      switch mark {
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "u"):
        // Only the basic plane: the writer escapes nothing beyond it.
        guard place + 4 <= bytes.count,
          let code = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16),
          let scalar = Unicode.Scalar(code)
        else { return nil }
        place += 4
        units += Array(String(Character(scalar)).utf8)
      default: units.append(mark)
      }
    }
    return nil
  }
}
