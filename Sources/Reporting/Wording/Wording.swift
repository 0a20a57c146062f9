/// The wording catalogue: every text that a report can show, in both languages.
///
/// A text is a case of one of the `WordingKey` enumerations, one enumeration per subject; the compiler sees to it that a
/// key has both languages, the lints in the tests see to the words.
enum Wording {
  /// Every entry of the catalogue as key and text, in the order of declaration.
  static var all: [(key: String, text: Bilingual)] {
    entries(FrameWord.self) + entries(OverviewWord.self) + entries(TeamWord.self) + entries(ChartWord.self)
      + entries(PromptWord.self) + entries(RecordWord.self) + entries(ReviewWord.self) + entries(ReasonWord.self)
      + entries(OwnWord.self) + entries(SiteWord.self) + entries(WorkbookWord.self) + entries(LiveWord.self)
  }

  private static func entries<Key: WordingKey>(_ keys: Key.Type) -> [(key: String, text: Bilingual)] {
    keys.allCases.map { ("\(keys).\($0)", $0.text) }
  }
}

/// A set of keys of the wording catalogue.
protocol WordingKey: CaseIterable, Sendable {
  var text: Bilingual { get }
}

extension WordingKey {
  func filled(_ values: [String: Bilingual]) -> Bilingual { text.filled(values) }
  func filled(_ values: [String: String]) -> Bilingual { text.filled(values) }
}
