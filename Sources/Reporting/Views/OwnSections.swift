import Contribution

/// The parts of an own page that are drawn from a person's own records.
enum OwnSections {
  /// Key results listed, and lines of sight drawn.
  static let listed = 12
  static let drawnPaths = 3

  /// Kinds of evidence as parts of the whole, the largest first.
  static func sources(_ page: OwnPage) -> [View.Values] {
    let all = page.sources.filter { $0.amount > 0 && $0.amount.isFinite }
    let total = all.reduce(0) { $0 + $1.amount }
    guard total > 0 else { return [] }
    let most = all.map(\.amount).max() ?? total
    let order = all.sorted {
      $0.amount != $1.amount ? $0.amount > $1.amount : $0.channel.index < $1.channel.index
    }
    return [
      [
        "title": View.words(OwnWord.sourceTitle.text), "sub": View.words(OwnWord.sourceSub.text),
        "rows": order.map { source -> View.Values in
          [
            "name": View.words(RecordWord.name(of: source.channel)),
            "bar": Figure.coordinate(max(100 * source.amount / most, 1)),
            "figure": Figure.percent(source.amount / total, decimals: 0),
            "acts": View.words(OwnWord.sourceActs.filled(["acts": Figure.count(source.acts)])),
          ]
        },
      ]
    ]
  }

  static func waterfall(_ page: OwnPage) -> [View.Values] {
    guard page.standing.isShown, let (start, steps) = TeamSections.steps(page.steps) else { return [] }
    return [
      [
        "title": View.words(OwnWord.whyTitle.text), "sub": View.words(OwnWord.whySub.text),
        "chart": View.chart(Waterfall.chart(id: "why", start: start, steps: steps), fits: true),
      ]
    ]
  }

  static func paths(_ page: OwnPage) -> [View.Values] {
    let paths = page.paths.filter { !$0.isEmpty }.prefix(drawnPaths)
    guard !paths.isEmpty else { return [] }
    return [
      [
        "title": View.words(OwnWord.pathTitle.text), "sub": View.words(OwnWord.pathSub.text),
        "paths": paths.map { path in
          let acts = path.first?.acts.map { OwnWord.yourKeyResult.filled(["acts": Figure.count($0)]) }
          let first: View.Values = [
            "owner": View.words(OwnWord.you.text), "goal": View.words(acts ?? Bilingual(same: "–")), "isLast": false,
          ]
          let rest = path.enumerated().map { place, step -> View.Values in
            [
              "owner": View.words(VisibleText.clean(step.owner)), "goal": View.words(VisibleText.clean(step.title)),
              "isLast": place == path.count - 1,
            ]
          }
          return ["steps": [first] + rest] as View.Values
        },
      ]
    ]
  }

  static func results(_ page: OwnPage) -> [View.Values] {
    guard !page.keyResults.isEmpty else { return [] }
    let columns = [
      TeamWord.result.text, TeamWord.attainment.text, ChartWord.credited.text, ChartWord.contributed.text,
      ChartWord.interval.text, TeamWord.notes.text,
    ]
    let rest = page.keyResults.count - listed
    return [
      [
        "title": View.words(OwnWord.resultsTitle.text), "sub": View.words(OwnWord.resultsSub.text),
        "columns": columns.map(View.words), "rows": page.keyResults.prefix(listed).map { row($0, page) },
        "unlisted": rest > 0 ? [View.words(TeamWord.moreResults.filled(["count": Figure.count(rest)]))] : [],
      ]
    ]
  }

  private static func row(_ result: OwnPage.KeyResult, _ page: OwnPage) -> View.Values {
    let attainment = result.attainment.flatMap { $0.isFinite ? $0 : nil }
    var notes = [result.isNamed ? OwnWord.named.text : OwnWord.notNamed.text]
    if !result.isJudged {
      notes.append(RecordWord.notJudged.text)
    } else if result.contributed == nil {
      notes.append(OwnWord.hidden.filled(["people": Figure.count(page.smallestGroup)]))
    }
    if result.isStopped { notes.append(RecordWord.stopped.text) }
    return [
      "title": VisibleText.clean(result.title), "isStopped": result.isStopped,
      "kind": View.words(RecordWord.name(of: result.kind)),
      "attainment": attainment.map { Figure.percent($0, decimals: 0) } ?? "–",
      "credited": result.credited.map { Figure.percent($0) } ?? "–",
      "contributed": result.contributed.map { Figure.percent($0) } ?? "–",
      "interval": result.interval.map { "\(Figure.percent($0.lowerBound))–\(Figure.percent($0.upperBound))" } ?? "–",
      "notes": notes.map(View.words),
    ]
  }

  /// At most three sentences about what the records show, kind things first.
  static func standsOut(_ page: OwnPage) -> [Bilingual] {
    let acts = { (channel: Channel) in page.sources.filter { $0.channel == channel }.reduce(0) { $0 + $1.acts } }
    let known: [(Channel, OwnWord, Int)] = [
      (.thanks, .outThanks, 1), (.review, .outReviews, 3), (.help, .outHelp, 1), (.unblocking, .outUnblocking, 1),
      (.learning, .outLearning, 1), (.authored, .outTasks, 1),
    ]
    var sentences = known.filter { acts($0.0) >= $0.2 }.map {
      $0.1.filled(["count": Figure.count(acts($0.0))])
    }
    if sentences.isEmpty { sentences = [OwnWord.outNone.text] }
    return Array(sentences.prefix(3))
  }

  /// At most two suggestions, each from something in the records.
  static func next(_ page: OwnPage) -> [Bilingual] {
    var ideas: [Bilingual] = []
    let unnamed = page.keyResults.filter { !$0.isNamed && ($0.contributed ?? 0) >= 0.1 }
      .max { ($0.contributed ?? 0) < ($1.contributed ?? 0) }
    if let unnamed { ideas.append(OwnWord.nextAuthor.filled(["title": VisibleText.clean(unnamed.title)])) }
    if page.hasUnlinkedWork { ideas.append(OwnWord.nextLink.text) }
    let acts = { (channel: Channel) in page.sources.filter { $0.channel == channel }.reduce(0) { $0 + $1.acts } }
    if acts(.learning) > 0 { ideas.append(OwnWord.nextWriteUp.text) }
    if acts(.review) >= 10 { ideas.append(OwnWord.nextChecklist.text) }
    ideas.append(OwnWord.nextRecord.text)
    return Array(ideas.prefix(2))
  }
}
