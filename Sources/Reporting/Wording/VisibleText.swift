/// Makes a text from the data safe to look at: what it says can be read, what it does to a page is nothing.
///
/// Names, titles and comments come from other systems and may hold anything. Escaping for HTML is done where text meets
/// markup; here goes what escaping does not cover: control characters, characters that turn the writing direction of
/// what follows, and texts without end.
enum VisibleText {
  /// Longest text shown, in characters as people count them.
  static let longest = 200

  /// Control characters become a space or vanish, direction marks become their code point in brackets, the rest is cut
  /// after `longest` characters. An empty or blank text becomes a dash.
  static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
      case 0x00..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: continue
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        result.append(contentsOf: "[U+\(hexadecimal(scalar.value))]".unicodeScalars)
      default: result.append(scalar)
      }
    }
    let cleaned = String(result)
    guard cleaned.contains(where: { !$0.isWhitespace }) else { return "–" }
    return cleaned.count <= longest ? cleaned : String(cleaned.prefix(longest)) + "…"
  }

  static func clean(_ text: Bilingual) -> Bilingual {
    Bilingual(clean(text.chinese), clean(text.english))
  }

  /// Shortens a text to a width in the units of a chart, with an ellipsis when something was cut.
  ///
  /// Widths are estimates (fonts differ): a wide character counts one em, others 0.58 em, capitals and digits alike.
  static func fitted(_ text: String, width: Double, size: Double) -> String {
    guard self.width(text, size: size) > width else { return text }
    var kept = ""
    var used = 0.6 * size
    for character in text {
      used += self.width(of: character) * size
      if used > width { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// Breaks a text into lines of a width, at spaces where there are any; the last line is shortened.
  static func wrapped(_ text: String, width: Double, size: Double, lines: Int) -> [String] {
    var result: [String] = []
    var rest = text[...]
    while result.count < lines - 1, self.width(String(rest), size: size) > width {
      var used = 0.0
      var end = rest.startIndex
      var space: Substring.Index?
      while end < rest.endIndex {
        used += self.width(of: rest[end]) * size
        if used > width { break }
        if rest[end] == " " { space = end }
        end = rest.index(after: end)
      }
      // A Latin word stays whole where a space is near; wide characters break anywhere.
      let isInWord = end < rest.endIndex && rest[end].isASCII && rest[end] != " "
      if isInWord, let space, space > rest.startIndex { end = space }
      guard end > rest.startIndex else { break }
      result.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    if !rest.isEmpty { result.append(fitted(String(rest), width: width, size: size)) }
    return result
  }

  static func fitted(_ text: Bilingual, width: Double, size: Double) -> Bilingual {
    Bilingual(
      fitted(text.chinese, width: width, size: size),
      fitted(text.english, width: width, size: size))
  }

  /// Estimated width in the unit of `size`.
  static func width(_ text: String, size: Double) -> Double {
    var sum = 0.0
    for character in text { sum += width(of: character) }
    return sum * size
  }

  private static func width(of character: Character) -> Double {
    guard let first = character.unicodeScalars.first else { return 0 }
    if isWide(first) { return 1 }
    return first.properties.isUppercase ? 0.68 : 0.58
  }

  /// East Asian wide characters and emoji, by block.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
