/// The teams of a company by name with links to their pages, on the overview and on the index page.
enum TeamList {
  /// Teams listed on the overview; the index page lists them all.
  static let listed = 120

  /// For the overview: all teams, or the first and a link to the index.
  static func values(_ page: OverviewPage) -> View.Values {
    let rest = page.teams.count - listed
    let more = rest > 0 ? [View.words(OverviewWord.moreTeams.filled(["teams": Figure.count(rest)]))] : []
    return values(page, limit: listed, more: more)
  }

  /// For the index page.
  static func values(_ index: IndexPage) -> View.Values {
    let page = OverviewPage(
      company: index.company, period: index.period, teams: index.teams, departments: [], alignment: nil,
      cases: index.hasCases ? .init(over: 0, under: 0) : nil, gapLimit: index.gapLimit,
      smallestGroup: index.smallestGroup, run: index.run)
    return values(page, limit: .max, more: [])
  }

  private static func values(_ page: OverviewPage, limit: Int, more: [View.Values]) -> View.Values {
    [
      "teamsTitle": View.words(OverviewWord.teamsTitle.text),
      "teamsSub": View.words(OverviewWord.teamsSub.text),
      "teamColumns": [OverviewWord.team, .people, .largestGap, .toCheck].map { View.words($0.text) },
      "teams": page.teams.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.prefix(limit).map { row($0, page) },
      "more": more,
      "allTeams": View.words(OverviewWord.allTeams.text),
      "indexLink": View.link(page.indexLink).map { $0 as Any } ?? false,
    ]
  }

  /// The gap with its interval where the run states one.
  private static func words(_ gap: Double?, _ range: ClosedRange<Double>?) -> Bilingual {
    guard let gap else { return Bilingual(same: "–") }
    guard let range else { return Bilingual(same: Figure.points(gap)) }
    return OverviewWord.gapOf.filled([
      "gap": Figure.points(gap), "low": Figure.points(range.lowerBound), "high": Figure.points(range.upperBound),
    ])
  }

  private static func row(_ team: OverviewPage.Team, _ page: OverviewPage) -> View.Values {
    let gap = OverviewView.shownGap(team, page)
    let reason =
      team.people < page.smallestGroup
      ? OverviewWord.tooFew.filled(["people": Figure.count(page.smallestGroup)]) : OverviewWord.tooThin.text
    let known = gap != nil || team.largestGap == nil
    let open = OverviewView.isOpen(team, page)
    return [
      "name": VisibleText.clean(team.name), "people": Figure.count(team.people),
      "link": View.link(team.link).map { $0 as Any } ?? false,
      "gap": View.words(known ? words(gap, team.gapRange) : reason),
      "toCheck": gap == nil ? "–" : page.cases == nil ? (open ? "1" : "0") : Figure.count(team.cases ?? 0),
    ]
  }
}
