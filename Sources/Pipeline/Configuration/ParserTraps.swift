/// What the TOML parser takes for granted without looking, and where a text breaks it: there the parser would end the program.
///
/// Found by `Scripts/fuzz`: a bracket with no name behind it, and a time that stops in the middle. No setting is a list, a date or a
/// time, so all of their like are refused. A text is followed as far as it is valid; the parser stops where it is not.
struct ParserTraps {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  /// The first line that the parser must not see; nil where it may read the text.
  static func line(in bytes: [UInt8]) -> Int? {
    var scan = ParserTraps(bytes: bytes)
    return scan.find()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func find() -> Int? {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "#"): while place + 1 < bytes.count, bytes[place + 1] != UInt8(ascii: "\n") { place += 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipText()
      case UInt8(ascii: "["): if !opensName() { return line }
      case UInt8(ascii: ":"): return line
      case UInt8(ascii: "-"): if isDate() { return line }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// Goes to the last byte of the text that begins here.
  private mutating func skipText() {
    let mark = bytes[place]
    let isLong = place + 2 < bytes.count && bytes[place + 1] == mark && bytes[place + 2] == mark
    place += isLong ? 3 : 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        place += 1
      } else if bytes[place] == mark {
        guard isLong else { return }
        if place + 2 < bytes.count, bytes[place + 1] == mark, bytes[place + 2] == mark {
          place += 2
          // Up to two marks more belong to the text.
          while place + 1 < bytes.count, bytes[place + 1] == mark { place += 1 }
          return
        }
      }
      if place < bytes.count, bytes[place] == UInt8(ascii: "\n") {
        line += 1
        if !isLong { return }
      }
      place += 1
    }
  }

  /// Whether a name, or the end of an empty list, follows the bracket here; goes behind a second bracket.
  private mutating func opensName() -> Bool {
    if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "[") { place += 1 }
    var next = place + 1
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    guard next < bytes.count else { return true }
    switch bytes[next] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "]"):
      return true
    default: return false
    }
  }

  /// Whether the dash here is the first of a date: four digits, a dash and two digits.
  private func isDate() -> Bool {
    guard place >= 4, place + 2 < bytes.count else { return false }
    return (Array(bytes[(place - 4)..<place]) + bytes[(place + 1)...(place + 2)]).allSatisfy { (48...57).contains($0) }
  }
}
