/// Another encoding that bytes which are not UTF-8 resemble, so that a refusal can say what to do.
public enum TextEncodingGuess: Sendable, Hashable {
  case gb18030
  case utf16
  case surrogates

  /// The name that a reader knows.
  public var name: String {
    switch self {
    case .gb18030: "GBK or GB18030"
    case .utf16: "UTF-16"
    case .surrogates: "UTF-8 made from UTF-16 surrogates (CESU-8)"
    }
  }

  /// What mends it.
  public var fix: String {
    switch self {
    case .gb18030: "Save as “CSV UTF-8”, or convert with: iconv -f GB18030 -t UTF-8"
    case .utf16: "Save as “CSV UTF-8”, or convert with: iconv -f UTF-16 -t UTF-8"
    case .surrogates: "Export the file again as UTF-8."
    }
  }

  /// Guesses from the bytes of one field, from its first fault on.
  ///
  /// GBK needs every byte above 0x7F to be the first of a valid pair (or of a four-byte GB18030 form), with at least
  /// one pair. A guess only words a message; it never changes how bytes are read.
  static func guess(_ bytes: [UInt8], _ range: Range<Int>, fault: Int) -> TextEncodingGuess? {
    if isUTF16(bytes, range) { return .utf16 }
    if bytes[fault] == 0xED, fault + 1 < range.upperBound, (0xA0...0xBF).contains(bytes[fault + 1]) {
      return .surrogates
    }
    return resemblesGBK(bytes, range) ? .gb18030 : nil
  }

  /// Whether the bytes begin with the byte order mark of UTF-16.
  static func isUTF16(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count >= 2 else { return false }
    let first = bytes[range.lowerBound]
    return (first == 0xFF || first == 0xFE) && bytes[range.lowerBound + 1] == first ^ 1
  }

  private static func resemblesGBK(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var pairs = 0
    while index < range.upperBound {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard (0x81...0xFE).contains(bytes[index]), index + 1 < range.upperBound else { return false }
      let trail = bytes[index + 1]
      if (0x40...0xFE).contains(trail), trail != 0x7F {
        pairs += 1
        index += 2
      } else if (0x30...0x39).contains(trail), index + 3 < range.upperBound,
        (0x81...0xFE).contains(bytes[index + 2]), (0x30...0x39).contains(bytes[index + 3])
      {
        index += 4
      } else {
        return false
      }
    }
    return pairs > 0
  }
}
