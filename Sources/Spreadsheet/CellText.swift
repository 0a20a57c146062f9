/// Text as a cell can hold it.
enum CellText {
  /// Units of UTF-16 that a cell can hold.
  static let limit = 32_767

  /// The text without what XML cannot carry, cut to what a cell holds.
  ///
  /// A name may hold any character that the database takes; one that XML forbids would make the whole file unreadable.
  static func safe(_ text: String) -> String {
    let isPlain = text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    if isPlain { return text }
    var result = String.UnicodeScalarView()
    var size = 0
    for scalar in text.unicodeScalars {
      let kept: Unicode.Scalar
      switch scalar.value {
      case 0x09, 0x0A: kept = scalar
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: kept = " "
      default: kept = scalar
      }
      size += kept.value > 0xFFFF ? 2 : 1
      if size > limit { break }
      result.append(kept)
    }
    return String(result)
  }

  /// Name of a column: `A` for 0, `AA` for 26.
  static func column(_ index: Int) -> String {
    var rest = index + 1
    var name = ""
    while rest > 0 {
      rest -= 1
      name = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(rest % 26))) + name
      rest /= 26
    }
    return name
  }
}
