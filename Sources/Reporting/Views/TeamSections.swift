import Contribution

/// The parts of a team page below the dumbbell; each is a list of one where it is shown and empty where it is not.
enum TeamSections {
  static func sources(_ members: [TeamPage.Member]) -> [View.Values] {
    let rows = members.filter { !$0.sources.isEmpty }.map { SourceBars.Row(name: $0.name, amounts: $0.sources) }
    guard !rows.isEmpty else { return [] }
    return [
      [
        "title": View.words(TeamWord.sourceTitle.text),
        "sub": View.words(TeamWord.sourceSub.text),
        "legend": SourceBars.channels(in: rows).map { channel in
          ["style": SourceBars.style(of: channel), "name": View.words(RecordWord.name(of: channel))] as View.Values
        },
        "chart": View.chart(SourceBars.chart(id: "sources", rows: rows), fits: true),
      ]
    ]
  }

  static func models(_ page: TeamPage, _ members: [TeamPage.Member]) -> [View.Values] {
    let all = TeamView.inOrder(page.members)
    let models = ModelName.allCases.filter { model in
      all.contains { $0.models.contains { $0.model == model } }
    }
    guard models.count > 1, !members.isEmpty else { return [] }
    let rows = models.map { model in
      ModelStack.Row(
        model: model, shares: all.map { member in member.models.first { $0.model == model }?.share ?? 0 })
    }
    return [
      [
        "title": View.words(TeamWord.modelsTitle.text),
        "sub": View.words(TeamWord.modelsSub.text),
        "chart": View.chart(
          ModelStack.chart(id: "models", names: all.map(\.name), rows: rows, partly: page.partlyAnswering)),
        "partly": rows.contains { page.partlyAnswering.contains($0.model) }
          ? [View.words(TeamWord.answeredSome.text)] : [],
      ]
    ]
  }

  /// For the member whose credit and contribution differ most.
  static func waterfall(_ members: [TeamPage.Member]) -> [View.Values] {
    let known = members.filter { steps($0.steps) != nil }
    guard
      let member = known.max(by: { abs($0.credited - $0.contributed) < abs($1.credited - $1.contributed) }),
      let (start, steps) = steps(member.steps)
    else { return [] }
    return [
      [
        "title": View.words(TeamWord.waterfallTitle.filled(["name": VisibleText.clean(member.name)])),
        "sub": View.words(TeamWord.waterfallSub.text),
        "chart": View.chart(Waterfall.chart(id: "why", start: start, steps: steps), fits: true),
      ]
    ]
  }

  /// The equal start, and the steps worth a row; those that would read 0.0 are one row together.
  static func steps(_ all: [TeamPage.Step]) -> (start: Double, steps: [Waterfall.Step])? {
    guard all.count > 1, let start = all.first, start.step == "equal_start" else { return nil }
    // One alone is shown by its name.
    let joins = all.dropFirst().count { Figure.points($0.amount) == "0.0" } > 1
    let isSmall = { (step: TeamPage.Step) in joins && Figure.points(step.amount) == "0.0" }
    var steps = all.dropFirst().filter { !isSmall($0) }.map {
      Waterfall.Step(name: name(ofStep: $0.step), amount: $0.amount)
    }
    let small = all.dropFirst().filter(isSmall)
    if !small.isEmpty {
      steps.append(
        Waterfall.Step(
          name: TeamWord.smallSteps.filled(["count": Figure.count(small.count)]),
          amount: small.reduce(0) { $0 + $1.amount }))
    }
    return (start.amount, steps)
  }

  private static func name(ofStep step: String) -> Bilingual {
    if let channel = Channel(rawValue: step) { return RecordWord.name(of: channel) }
    switch step {
    case "effort_check": return RecordWord.effortCheckStep.text
    case "bias", "recording_bias": return RecordWord.biasStep.text
    case "peers": return RecordWord.peersStep.text
    case "spot_checks": return RecordWord.spotChecksStep.text
    case "shrinkage": return RecordWord.shrinkageStep.text
    default: return RecordWord.otherCode.filled(["code": VisibleText.clean(step)])
    }
  }

  static func network(_ page: TeamPage, _ members: [TeamPage.Member]) -> [View.Values] {
    guard !page.ties.isEmpty, !members.isEmpty else { return [] }
    // Who belongs to another team is drawn as that team.
    let shown = members.filter { !$0.isGuest }.prefix(16)
    let known = Set(page.members.map(\.id))
    var nodes = shown.map { Network.Node(id: $0.id, name: $0.name, share: $0.contributed) }
    for tie in page.ties {
      for id in [tie.left, tie.right] where !known.contains(id) && !nodes.contains(where: { $0.id == id }) {
        if nodes.count < shown.count + 6 { nodes.append(Network.Node(id: id, name: id, share: nil)) }
      }
    }
    let ids = Set(nodes.map(\.id))
    let ties = page.ties.filter { ids.contains($0.left) && ids.contains($0.right) && $0.acts > 0 }.prefix(60)
    guard shown.count > 1, !ties.isEmpty else { return [] }
    return [
      [
        "title": View.words(TeamWord.networkTitle.text),
        "sub": View.words(TeamWord.networkSub.text),
        "chart": View.chart(Network.chart(id: "network", nodes: nodes, ties: Array(ties))),
      ]
    ]
  }

  static func tree(_ page: TeamPage) -> [View.Values] {
    guard page.goals.count > 1 else { return [] }
    return [
      [
        "title": View.words(TeamWord.treeTitle.text),
        "sub": View.words(TeamWord.treeSub.text),
        "chart": View.chart(GoalTree.chart(id: "goals", goals: Array(page.goals.prefix(40)))),
      ]
    ]
  }

  static func rhythm(_ page: TeamPage) -> [View.Values] {
    guard let rhythm = page.rhythm else { return [] }
    let meetings = rhythm.oneOnOnesPerPerson.map { Bilingual(same: Figure.number($0)) }
    let count = { (count: Int?) in count.map { Bilingual(same: Figure.count($0)) } ?? FrameWord.unknownFigure.text }
    let days = rhythm.medianDaysBetweenCheckIns.map { TeamWord.days.filled(["days": Figure.plain($0)]) }
    let entries: [(TeamWord, Bilingual)] = [
      (.rhythmMeetings, meetings ?? FrameWord.unknownFigure.text),
      (.rhythmCheckIns, days ?? FrameWord.unknownFigure.text),
      (.rhythmStale, count(rhythm.staleKeyResults)),
      (.rhythmFeedback, count(rhythm.feedbackGiven)),
      (.rhythmChanges, Bilingual(same: Figure.count(rhythm.goalChanges))),
    ]
    return [
      [
        "title": View.words(TeamWord.rhythmTitle.text),
        "sub": View.words(TeamWord.rhythmSub.text),
        "entries": entries.map { ["name": View.words($0.text), "figure": View.words($1)] as View.Values },
      ]
    ]
  }
}
