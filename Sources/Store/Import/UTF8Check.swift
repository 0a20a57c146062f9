/// Finds bytes that are not UTF-8: stray continuations, cut sequences, overlong forms, surrogates, beyond U+10FFFF.
///
/// Source: The Unicode Standard, version 15, table 3-7.
enum UTF8Check {
  /// Where the first bytes that are not UTF-8 begin; nil if all are.
  ///
  /// - Complexity: O(n).
  static func firstFault(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard let (second, length) = continuation(after: lead), index + length <= range.upperBound,
        second.contains(bytes[index + 1])
      else { return index }
      for later in (index + 2)..<max(index + 2, index + length) where bytes[later] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }

  /// Which second bytes a lead byte allows, and the length of the sequence.
  private static func continuation(after lead: UInt8) -> (ClosedRange<UInt8>, Int)? {
    switch lead {
    case 0xC2...0xDF: (0x80...0xBF, 2)
    case 0xE0: (0xA0...0xBF, 3)
    case 0xED: (0x80...0x9F, 3)
    case 0xE1...0xEF: (0x80...0xBF, 3)
    case 0xF0: (0x90...0xBF, 4)
    case 0xF1...0xF3: (0x80...0xBF, 4)
    case 0xF4: (0x80...0x8F, 4)
    default: nil
    }
  }
}
