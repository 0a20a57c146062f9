/// How many columns of a terminal a text takes: Chinese characters take two, combining marks none.
///
/// Source: Unicode Standard Annex 11, East Asian Width, classes W and F, by ranges; ambiguous characters count as one.
enum DisplayWidth {
  static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: 0
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF: 0
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x2E80...0x303E, 0x3041...0x33FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: 0
      default: 1
      }
    }
  }

  /// The text padded with spaces to a width.
  static func padded(_ text: String, to width: Int, atRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - of(text)))
    return atRight ? space + text : text + space
  }

  /// The text cut to a width, with `…` where something was cut off.
  static func fitted(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let size = of(String(character))
      if used + size > width - 1 { break }
      result.append(character)
      used += size
    }
    return result + "…"
  }

  /// The text with control characters and direction marks taken out: what a stranger's name may do to a terminal.
  static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0: result.append(" ")
      case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028...0x2029, 0xFEFF: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
