/// How one case is put into words, in the queue and on its own page.
enum ReviewCaseView {
  static func chip(_ kind: ReviewCase.Kind) -> (words: Bilingual, style: String) {
    switch kind {
    case .overCredited: (mark("▲", .over), "amber")
    case .nominalAuthor: (mark("▲", .nominal), "amber")
    case .underCredited: (mark("◆", .under), "teal")
    case .uncreditedContributor: (mark("◆", .uncredited), "teal")
    case .rubberStamping: (mark("○", .rubber), "grey")
    case .reviewRing: (mark("○", .ring), "grey")
    case .inflatedEffort: (mark("○", .inflated), "grey")
    case .keyPersonRisk: (mark("○", .keyPerson), "grey")
    }
  }

  static func colour(_ kind: ReviewCase.Kind) -> String {
    kind.isOver.map { $0 ? "amber" : "teal" } ?? ""
  }

  static func status(_ status: ReviewCase.Status) -> Bilingual {
    switch status {
    case .open: ReviewWord.open.text
    case .inReview: ReviewWord.inReview.text
    case .confirmed: ReviewWord.confirmed.text
    case .cleared: ReviewWord.cleared.text
    case .notJudged: ReviewWord.notJudged.text
    }
  }

  /// A reason in the data that may explain the difference, or that none was found.
  static func possibleReasons(_ item: ReviewCase) -> [Bilingual] {
    let found = item.reasons.map(ReasonWord.of).filter { $0.role == .explains }.map(\.words)
    return found.isEmpty ? [ReviewWord.noReasonFound.text] : found
  }

  /// What to do first, nil once people have decided.
  static func step(_ item: ReviewCase, leastAgreeing: Int) -> Bilingual? {
    if item.status == .notJudged { return ReviewWord.stepWait.text }
    guard item.status == .open || item.status == .inReview else { return nil }
    let incomplete = ["low_coverage", "incomplete_evidence", "no_evidence"]
    if item.reasons.contains(where: incomplete.contains) { return ReviewWord.stepData.text }
    if item.kind.isOver != nil, item.answering > 0, item.agreeing < min(leastAgreeing, item.answering) {
      return ReviewWord.stepWait.text
    }
    switch item.kind {
    case .overCredited: return ReviewWord.stepEvidence.text
    case .nominalAuthor: return ReviewWord.stepAuthors.text
    case .underCredited, .uncreditedContributor: return ReviewWord.stepRecord.text
    case .rubberStamping, .reviewRing: return ReviewWord.stepReviews.text
    case .inflatedEffort: return ReviewWord.stepEffort.text
    case .keyPersonRisk: return ReviewWord.stepCover.text
    }
  }

  /// `0.0% → 15.9% [13.7–18.3]`
  static func figures(_ item: ReviewCase) -> String? {
    guard let credited = item.credited, let contributed = item.contributed else { return nil }
    let interval = item.interval.map {
      " [\(Figure.number($0.lowerBound * 100))–\(Figure.number($0.upperBound * 100))]"
    }
    return "\(Figure.percent(credited)) → \(Figure.percent(contributed))\(interval ?? "")"
  }

  static func isFew(_ item: ReviewCase, least: Int) -> Bool { item.answering > 0 && item.agreeing < least }

  /// Ready words for the three kinds of talk.
  static var readyWords: [View.Values] {
    let quoted = { (text: Bilingual) in Bilingual("“\(text.chinese)”", "“\(text.english)”") }
    let entries: [(String, Bilingual, String)] = [
      ("▲", PromptWord.overToMember.text, "amber"), ("◆", PromptWord.underToMember.text, "teal"),
      ("○", ReviewWord.wordsThin.text, "grey"),
    ]
    return entries.map { ["mark": $0.0, "words": View.words(quoted($0.1)), "style": $0.2] as View.Values }
  }

  static func checks(least: Int) -> [View.Values] {
    let least = ["least": Figure.count(least)]
    return [ReviewWord.check1, .check2, .check3, .check4].map { View.words($0.filled(least)) }
  }

  private static func mark(_ mark: String, _ word: ReviewWord) -> Bilingual {
    Bilingual("\(mark) \(word.text.chinese)", "\(mark) \(word.text.english)")
  }
}
