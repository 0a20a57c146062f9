/// What to do next: at most three actions that follow from the figures of the page, each with an owner.
enum OverviewActions {
  static func values(_ page: OverviewPage, open: Int) -> [View.Values] {
    var actions: [(words: Bilingual, owner: OverviewWord)] = []
    if open > 0 {
      let word: OverviewWord = page.cases == nil ? .actionTalk : .actionCheck
      actions.append((word.filled(["teams": Figure.count(open)]), .ownerLeads))
    }
    if let cases = page.cases, cases.under > 0 { actions.append((OverviewWord.actionRecord.text, .ownerLeadsAndHR)) }
    if let linked = page.linked, linked.value < 0.9 {
      let share = Figure.percent(1 - linked.value, decimals: 0)
      actions.append((OverviewWord.actionLink.filled(["share": share]), .ownerHeads))
    }
    if page.stoppedTrials > 0, page.reuses > 0 {
      let values = ["trials": Figure.count(page.stoppedTrials), "reuses": Figure.count(page.reuses)]
      actions.append((OverviewWord.actionThank.filled(values), .ownerHeads))
    }
    let rows = page.quarantined.reduce(0) { $0 + max($1.rows, 0) }
    if rows > 0 { actions.append((OverviewWord.actionData.filled(["rows": Figure.count(rows)]), .ownerHRData)) }
    actions.append((OverviewWord.actionKeep.text, .ownerLeads))
    return actions.prefix(3).map { action in
      ["words": View.words(action.words), "owner": View.words(owner(action.owner, due: page.actionsDue))]
    }
  }

  private static func owner(_ owner: OverviewWord, due: String?) -> Bilingual {
    guard let due else { return OverviewWord.ownerOnly.filled(["owner": owner.text]) }
    return OverviewWord.ownerBy.filled(["owner": owner.text, "date": View.day(due)])
  }
}
