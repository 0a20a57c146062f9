/// Lays out the page of one team.
enum TeamView {
  /// Members drawn in the charts; the page stays small and the rest is named in a line.
  static let drawnMembers = 20

  static func title(_ page: TeamPage) -> Bilingual {
    let name = VisibleText.clean(page.name)
    let period = PeriodName.text(page.period)
    return Bilingual("\(name) · \(period.chinese)", "\(name) · \(period.english)")
  }

  static func values(_ page: TeamPage) -> View.Values {
    let reason = reasonNotToCompare(page)
    let members = reason == nil ? inOrder(page.members) : []
    let drawn = Array(members.prefix(drawnMembers))
    let rest = members.count - drawn.count
    var values: View.Values = [
      "eyebrow": View.words(eyebrow(page)),
      "heading": View.words(VisibleText.clean(page.name)),
      "lead": TeamLead.sentence(page, members: members, reason: reason),
      // With prompts or many members, a printed page has no room for the models.
      "isDense": members.count > 8 || members.contains { $0.prompt != nil && $0.prompt != .fine },
      "credit": drawn.isEmpty ? [] : [credit(page, drawn, all: members.count)],
      "sources": TeamSections.sources(drawn),
      "models": TeamSections.models(page, drawn),
      "waterfall": TeamSections.waterfall(drawn),
      "network": TeamSections.network(page, drawn),
      "tree": TeamSections.tree(page),
      "prompts": TeamLead.prompts(drawn),
      "results": TeamResults.values(page, compares: reason == nil),
      "rhythm": TeamSections.rhythm(page),
      "questionsTitle": View.words(TeamWord.questionsTitle.text),
      "questions": [TeamWord.question1, .question2, .question3, .question4, .question5].map { View.words($0.text) },
      "more": rest > 0 ? [View.words(TeamWord.andMore.filled(["people": Figure.count(rest)]))] : [],
      "hasNotes": page.quarantined.contains { $0.rows > 0 },
      "notesTitle": View.words(OverviewWord.notesTitle.text),
      "notes": OverviewView.notes(page.quarantined.filter { $0.rows > 0 }),
    ]
    if let link = View.link(page.overviewLink) { values["overviewLink"] = link }
    if let link = View.link(page.teamsLink) { values["teamsLink"] = link }
    return values
  }

  /// Members by contribution, then credit, then id: inside one team's page, for its lead, only.
  static func inOrder(_ members: [TeamPage.Member]) -> [TeamPage.Member] {
    members.sorted {
      if $0.contributed != $1.contributed { return $0.contributed > $1.contributed }
      if $0.credited != $1.credited { return $0.credited > $1.credited }
      return $0.id < $1.id
    }
  }

  private static func reasonNotToCompare(_ page: TeamPage) -> Bilingual? {
    if let coverage = page.coverage, coverage < OverviewView.leastCoverage { return PromptWord.lowCoverage.text }
    if !page.members.isEmpty, page.members.count < page.smallestGroup {
      return PromptWord.smallGroup.filled(["people": Figure.count(page.smallestGroup)])
    }
    return nil
  }

  private static func eyebrow(_ page: TeamPage) -> Bilingual {
    let period = PeriodName.text(page.period)
    let above = [page.company, page.department].compactMap { $0 }.map { VisibleText.clean($0) }.joined(separator: " · ")
    return Bilingual(
      "\(above) · \(TeamWord.eyebrow.text.chinese) · \(period.chinese)",
      "\(above) · \(TeamWord.eyebrow.text.english) · \(period.english)")
  }

  private static func credit(_ page: TeamPage, _ members: [TeamPage.Member], all: Int) -> View.Values {
    let rows = members.map { member in
      Dumbbell.Row(
        name: member.name, credited: member.credited, contributed: member.contributed, interval: member.interval,
        prompt: member.prompt, reason: member.notJudged)
    }
    let hasBand = rows.contains { $0.interval != nil }
    let equal = members.contains { $0.isGuest } ? nil : 1 / Double(all)
    return [
      "title": View.words(TeamWord.creditTitle.text),
      "sub": View.words(hasBand ? TeamWord.creditSub.text : TeamWord.creditSubPlain.text),
      "credited": View.words(TeamWord.credited.text),
      "contributed": View.words(TeamWord.contributed.text),
      "hasBand": hasBand,
      "band": View.words(TeamWord.band.text),
      "interval": intervalInWords(members),
      "unnamed": page.unnamedResults > 0
        ? [View.words(TeamWord.unnamed.filled(["count": Figure.count(page.unnamedResults)]))] : [],
      "chart": View.chart(Dumbbell.chart(id: "credit", rows: rows, equal: equal), fits: true),
    ]
  }

  /// The width of an interval explained once a page, on the first member that has one.
  private static func intervalInWords(_ members: [TeamPage.Member]) -> [View.Values] {
    guard let member = members.first(where: { $0.interval != nil }), let interval = member.interval else { return [] }
    let text = FrameWord.interval.filled([
      "value": Figure.percent(member.contributed), "low": Figure.percent(interval.lowerBound),
      "high": Figure.percent(interval.upperBound),
    ])
    let name = VisibleText.clean(member.name)
    return [View.words(Bilingual("\(name)：\(text.chinese)", "\(name): \(text.english)"))]
  }
}
