internal import Postgres

extension UUIDBits {
  /// The canonical form: 36 characters, lower case.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    var characters: [UInt8] = []
    characters.reserveCapacity(36)
    for place in 0..<32 {
      if place == 8 || place == 12 || place == 16 || place == 20 { characters.append(45) }
      let word = place < 16 ? high : low
      characters.append(digits[Int(truncatingIfNeeded: word >> UInt64(60 - place % 16 * 4)) & 15])
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// Reads the canonical form; nil for anything else.
  init?(text: String) {
    let digits = text.utf8.filter { $0 != 45 }
    guard digits.count == 32, text.utf8.count == 36 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for (place, digit) in digits.enumerated() {
      guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      if place < 16 { words.0 = words.0 << 4 | UInt64(value) } else { words.1 = words.1 << 4 | UInt64(value) }
    }
    self.init(high: words.0, low: words.1)
  }
}
