import Store

/// A small generator of numbers with its seed in plain sight, for property tests.
struct Dice {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// A number from 0 up to, not including, the bound. SplitMix64.
  mutating func roll(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}

/// A row as a test compares it.
struct ReadRow: Equatable {
  var line: Int
  var fields: [String]
  var fault: CSVFault?
  var isEnded = true
}

/// Writes and reads CSV for tests.
enum CSVText {
  /// RFC 4180 text of rows; quotes where needed, and here and there where not.
  static func write(_ rows: [[String]], lineBreak: String, dice: inout Dice) -> String {
    rows.map { row in
      let fields = row.map { field in
        let needed = field.contains { ",\"\n\r\r\n".contains($0) } || (row.count == 1 && field.isEmpty)
        return needed || dice.roll(4) == 0 ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
      }
      return fields.joined(separator: ",") + lineBreak
    }.joined()
  }

  /// Every row of a text, read in chunks of the lengths given, over and over.
  static func read(_ bytes: [UInt8], chunks: [Int]) -> [ReadRow] {
    var reader = CSVReader()
    var rows: [ReadRow] = []
    func take(_ row: CSVRow) {
      rows.append(
        ReadRow(
          line: row.line, fields: (0..<row.count).map { row.text($0) }, fault: row.fault, isEnded: row.isEnded))
    }
    var start = 0
    var turn = 0
    while start < bytes.count {
      let end = min(bytes.count, start + max(1, chunks[turn % chunks.count]))
      reader.read(Array(bytes[start..<end]), row: take)
      start = end
      turn += 1
    }
    reader.finish(row: take)
    return rows
  }

  static func read(_ text: String) -> [ReadRow] { read(Array(text.utf8), chunks: [1 << 20]) }
}
