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
      Self.fill(chinese, values.mapValues(\.chinese)),
      Self.fill(english, values.mapValues(\.english)))
  }

  /// Replaces each `{name}` by the same characters in both languages.
  public func filled(_ values: [String: String]) -> Bilingual {
    Bilingual(Self.fill(chinese, values), Self.fill(english, values))
  }

  /// One left-to-right pass, so that braces inside a value are never taken for a placeholder.
  private static func fill(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: "}") else {
        return result + rest[open...]
      }
      result += values[String(rest[after..<close])] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

/// A language of the reports. The raw value is the BCP 47 tag used by `--lang` and in the pages.
public enum Language: String, Sendable, CaseIterable {
  case chinese = "zh-Hans"
  case english = "en"
}
