/// Lays out the form that filters a review queue which a server of ours shows.
enum QueueFilter {
  static func values(_ page: QueuePage) -> [View.Values] {
    guard let filter = page.filter else { return [] }
    let any = option("", ReviewWord.filterAny.text, isChosen: false)
    return [
      [
        "statusTitle": View.words(ReviewWord.filterStatus.text), "kindTitle": View.words(ReviewWord.filterPrompt.text),
        "wordsTitle": View.words(ReviewWord.filterWords.text), "send": View.words(ReviewWord.filterSend.text),
        "typed": VisibleText.clean(filter.words),
        "statuses": [any]
          + ReviewCase.Status.allCases.map {
            option($0.code, ReviewCaseView.status($0), isChosen: $0 == filter.status)
          },
        "kinds": [any]
          + ReviewCase.Kind.allCases.map {
            option($0.rawValue, ReviewCaseView.chip($0).words, isChosen: $0 == filter.kind)
          },
        "found": filter.isActive
          ? [
            View.words(
              filter.found == 0
                ? ReviewWord.filterNone.text : ReviewWord.filterFound.filled(["count": Figure.count(filter.found)]))
          ] : [],
        "all": filter.isActive ? [View.words(ReviewWord.filterAll.text)] : [],
      ]
    ]
  }

  /// A choice holds text only, so it shows both languages.
  private static func option(_ value: String, _ name: Bilingual, isChosen: Bool) -> View.Values {
    ["value": value, "name": "\(name.chinese) / \(name.english)", "isChosen": isChosen]
  }
}
