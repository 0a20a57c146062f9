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
  ///
  /// In Chinese a Latin letter or digit of a value that would touch a Chinese character gets a space between, as the
  /// catalogue has it everywhere: ids and names of either script come in.
  public func filled(_ values: [String: Bilingual]) -> Bilingual {
    Bilingual(
      Self.fill(chinese, values.mapValues(\.chinese), spaces: true),
      Self.fill(english, values.mapValues(\.english)))
  }

  /// Replaces each `{name}` by the same characters in both languages.
  public func filled(_ values: [String: String]) -> Bilingual {
    Bilingual(Self.fill(chinese, values, spaces: true), Self.fill(english, values))
  }

  /// One left-to-right pass, so that braces inside a value are never taken for a placeholder.
  private static func fill(_ text: String, _ values: [String: String], spaces: Bool = false) -> String {
    var result = ""
    var rest = Substring(text)
    var wasValue = false
    func append(_ part: some StringProtocol, isValue: Bool) {
      if spaces, isValue || wasValue, let left = result.last, let right = part.first, mustPart(left, right) {
        result += " "
      }
      result += part
      if !part.isEmpty { wasValue = isValue }
    }
    while let open = rest.firstIndex(of: "{") {
      append(rest[..<open], isValue: false)
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: "}") else {
        append(rest[open...], isValue: false)
        return result
      }
      append(values[String(rest[after..<close])] ?? String(rest[open...close]), isValue: true)
      rest = rest[rest.index(after: close)...]
    }
    append(rest, isValue: false)
    return result
  }

  /// Whether a space belongs between two neighbours: a Chinese character beside a Latin letter or digit.
  private static func mustPart(_ left: Character, _ right: Character) -> Bool {
    func isLatin(_ character: Character) -> Bool {
      character.isASCII && (character.isLetter || character.isNumber)
    }
    func isChinese(_ character: Character) -> Bool {
      character.unicodeScalars.first?.properties.isIdeographic ?? false
    }
    return isLatin(left) && isChinese(right) || isChinese(left) && isLatin(right)
  }
}

/// A language of the reports. The raw value is the BCP 47 tag used by `--lang` and in the pages.
public enum Language: String, Sendable, CaseIterable {
  case chinese = "zh-Hans"
  case english = "en"
}
