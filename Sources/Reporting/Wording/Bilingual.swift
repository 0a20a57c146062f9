/// One text in both languages of the reports.
///
/// Placeholders are written `{name}`; a part between two `**` is emphasised. Both marks are resolved before any value is
/// filled in, so that a value can contain neither.
public struct Bilingual: Sendable, Equatable, Hashable {
  public let chinese: String
  public let english: String

  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The same characters in both languages: a name, an id, a figure.
  public init(same text: String) {
    self.init(text, text)
  }

  public subscript(language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }

  /// Replaces each `{name}` by its value; unknown names stay as they are.
  public func filled(_ values: [String: Bilingual]) -> Bilingual {
    Bilingual(
      Self.fill(chinese, values.mapValues(\.chinese), .chinese),
      Self.fill(english, values.mapValues(\.english), .english))
  }

  /// Replaces each `{name}` by the same characters in both languages.
  public func filled(_ values: [String: String]) -> Bilingual {
    Bilingual(Self.fill(chinese, values, .chinese), Self.fill(english, values, .english))
  }

  /// One left-to-right pass, so that braces inside a value are never taken for a placeholder.
  ///
  /// - Parameter before: what stands before the text, where it is a part of a longer one.
  static func fill(_ text: String, _ values: [String: String], _ language: Language, after before: String = "")
    -> String
  {
    var result = ""
    let append = { (part: Substring) in
      let last = result.last ?? before.last
      if language == .chinese, let last, let first = part.first, needsSpace(last, first) { result += " " }
      result += part
    }
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      append(rest[..<open])
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: "}") else {
        append(rest[open...])
        return result
      }
      append(values[String(rest[after..<close])].map { $0[...] } ?? rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    append(rest)
    return result
  }

  /// Whether Chinese typesetting puts a space between two neighbours: a Chinese character beside a Latin letter or a figure.
  ///
  /// Templates write it where they know what a value is; a name, an id or a period may be either.
  private static func needsSpace(_ left: Character, _ right: Character) -> Bool {
    isChinese(left) && isNarrow(right) || isChinese(right) && isNarrow(left)
  }

  private static func isChinese(_ character: Character) -> Bool {
    character.unicodeScalars.first?.properties.isIdeographic ?? false
  }

  private static func isNarrow(_ character: Character) -> Bool {
    guard character.isLetter || character.isNumber, let first = character.unicodeScalars.first else { return false }
    return !VisibleText.isWide(first)
  }
}

/// A language of the reports. The raw value is the BCP 47 tag used by `--lang` and in the pages.
public enum Language: String, Sendable, CaseIterable {
  case chinese = "zh-Hans"
  case english = "en"
}
