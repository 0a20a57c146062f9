/// Lays out the leadership overview.
enum OverviewView {
  /// Least coverage of a figure that is shown.
  static let leastCoverage = 0.6

  /// Departments listed; the rest is in a file beside the page.
  static let listedDepartments = 24

  static func title(_ page: OverviewPage) -> Bilingual {
    let name = VisibleText.clean(page.company)
    let title = OverviewWord.title.filled(["period": PeriodName.text(page.period)])
    return Bilingual("\(name) · \(title.chinese)", "\(name) · \(title.english)")
  }

  static func values(_ page: OverviewPage) -> View.Values {
    let judged = page.teams.filter { shownGap($0, page) != nil }
    let open = judged.filter { isOpen($0, page) }
    let near = judged.count { (shownGap($0, page) ?? 0) <= page.gapLimit }
    let flows = page.flows.filter { $0.amount > 0 && $0.amount.isFinite }
    let quarantined = page.quarantined.filter { $0.rows > 0 }
    return [
      "eyebrow": View.words(
        Bilingual(
          "\(VisibleText.clean(page.company)) · \(OverviewWord.eyebrow.text.chinese)",
          "\(VisibleText.clean(page.company)) · \(OverviewWord.eyebrow.text.english)")),
      "heading": View.words(OverviewWord.title.filled(["period": PeriodName.text(page.period)])),
      "lead": lead(page, judged: judged.count, open: open.count, apart: judged.count - near),
      "tiles": OverviewTiles.values(page, open: open.count),
      "gaps": gaps(page, areMostFine: near * 2 > judged.count && open.count * 2 < judged.count),
      "flows": flows.isEmpty ? [] : [flowChart(flows)],
      "departments": departments(page),
      "actionsTitle": View.words(OverviewWord.actionsTitle.text),
      "actions": OverviewActions.values(page, open: open.count),
      "list": TeamList.values(page),
      "hasNotes": !quarantined.isEmpty || page.pastOutcomes != nil,
      "notesTitle": View.words(OverviewWord.notesTitle.text),
      "notesSub": quarantined.isEmpty ? [] : [View.words(OverviewWord.notesSub.text)],
      "past": page.pastOutcomes.map { [past($0, page)] } ?? [],
      "notes": notes(quarantined),
    ]
  }

  /// The gap that may be shown: nil for small teams and thin data.
  static func shownGap(_ team: OverviewPage.Team, _ page: OverviewPage) -> Double? {
    guard team.people >= page.smallestGroup, (team.coverage ?? 1) >= leastCoverage else { return nil }
    return team.largestGap.flatMap { $0.isFinite ? $0 : nil }
  }

  static func isOpen(_ team: OverviewPage.Team, _ page: OverviewPage) -> Bool {
    if page.cases != nil { return (team.cases ?? 0) > 0 }
    return (shownGap(team, page) ?? 0) > page.gapLimit
  }

  private static func lead(_ page: OverviewPage, judged: Int, open: Int, apart: Int) -> View.Values {
    let values = [
      "judged": Figure.count(judged), "fine": Figure.count(judged - open), "open": Figure.count(open),
      "cases": Figure.count(page.cases?.total ?? 0), "limit": Figure.plain(page.gapLimit * 100),
      "apart": Figure.count(apart),
    ]
    if judged == 0 { return View.rich(OverviewWord.leadNothing.text, values) }
    if open == 0 {
      // No prompt is open, but the figures below differ: say why both hold.
      if page.cases != nil, apart > 0 { return View.rich(OverviewWord.leadQuiet.text, values) }
      return View.rich(page.cases == nil ? OverviewWord.leadAlike.text : OverviewWord.leadFine.text, values)
    }
    return View.rich(page.cases == nil ? OverviewWord.leadGaps.text : OverviewWord.leadPrompts.text, values)
  }

  static func gapChart(_ page: OverviewPage) -> Chart {
    let teams = page.teams.map { team in
      GapHistogram.Team(name: team.name, gap: shownGap(team, page), prompt: page.cases == nil ? nil : team.prompt)
    }
    return GapHistogram.chart(id: "gaps", teams: teams, limit: page.gapLimit)
  }

  private static func gaps(_ page: OverviewPage, areMostFine: Bool) -> View.Values {
    [
      "title": View.words(areMostFine ? OverviewWord.gapsTitle.text : OverviewWord.gapsTitlePlain.text),
      "sub": View.words(page.cases == nil ? OverviewWord.gapsSubPlain.text : OverviewWord.gapsSub.text),
      "chart": View.chart(gapChart(page)),
    ]
  }

  private static func flowChart(_ flows: [OverviewPage.Flow]) -> View.Values {
    [
      "title": View.words(OverviewWord.flowsTitle.text),
      "sub": View.words(OverviewWord.flowsSub.text),
      "chart": View.chart(Sankey.chart(id: "flows", flows: flows)),
    ]
  }

  private static func departments(_ page: OverviewPage) -> View.Values {
    let hasHistory = page.departments.contains { $0.history.compactMap { $0 }.count > 1 }
    let check: OverviewWord = page.cases == nil ? .apart : .toCheck
    let columns: [OverviewWord] = [.department, .teams, .alignment] + (hasHistory ? [.quarters] : [.people]) + [check]
    let rest = page.departments.count - listedDepartments
    // Which are shown goes by size, their order by name.
    let shown = page.departments.sorted { ($1.people, $0.name) < ($0.people, $1.name) }.prefix(listedDepartments)
    return [
      "title": View.words(OverviewWord.departmentsTitle.text),
      "sub": View.words(OverviewWord.departmentsSub.text),
      "columns": columns.map { View.words($0.text) },
      "moreDepartments": rest > 0
        ? [View.words(OverviewWord.moreDepartments.filled(["count": Figure.count(rest)]))] : [],
      "rows": shown.sorted { $0.name < $1.name }.map { row -> View.Values in
        let alignment = shownAlignment(row, page)
        return [
          "name": VisibleText.clean(row.name), "teams": Figure.count(row.teams), "people": Figure.count(row.people),
          "alignment": alignment.map { words($0, row.margin) } ?? "–", "hasHistory": hasHistory,
          "spark": alignment == nil ? "" : Sparkline.svg(row.history, width: 110, height: 26),
          "toCheck": row.people >= page.smallestGroup ? Figure.count(row.toCheck) : "–",
        ]
      },
    ]
  }

  /// The table of all departments, nil where the page itself lists them all.
  static func departmentTable(_ page: OverviewPage) -> Chart.DataTable? {
    guard page.departments.count > listedDepartments else { return nil }
    let check: OverviewWord = page.cases == nil ? .apart : .toCheck
    return Chart.DataTable(
      columns: [OverviewWord.department, .teams, .people, .alignment, check].map(\.text),
      rows: page.departments.sorted { $0.name < $1.name }.map { row in
        let isShown = row.people >= page.smallestGroup
        return [
          VisibleText.clean(row.name), Figure.count(row.teams), Figure.count(row.people),
          shownAlignment(row, page).map { words($0, row.margin) } ?? "–",
          isShown ? Figure.count(row.toCheck) : "–",
        ].map(Bilingual.init(same:))
      })
  }

  private static func words(_ alignment: Double, _ margin: Double?) -> String {
    let value = Figure.percent(alignment, decimals: 0)
    return margin.map { "\(value) ± \(Figure.points($0))" } ?? value
  }

  private static func shownAlignment(_ row: OverviewPage.Department, _ page: OverviewPage) -> Double? {
    row.people >= page.smallestGroup ? row.alignment : nil
  }

  private static func past(_ outcomes: OverviewPage.PastOutcomes, _ page: OverviewPage) -> View.Values {
    let word: OverviewWord = outcomes.people >= page.smallestGroup ? .pastKnown : .pastUnknown
    return View.words(
      word.filled([
        "periods": Figure.count(outcomes.periods), "results": Figure.count(outcomes.keyResults),
        "people": Figure.count(outcomes.people),
      ]))
  }

  static func notes(_ counts: [CodeCount]) -> [View.Values] {
    counts.sorted { $0.code < $1.code }.map { entry in
      let name = RecordWord.name(ofCode: entry.code)
      let rows = RecordWord.codeCount.filled(["count": Figure.count(entry.rows)])
      return View.words(
        Bilingual("\(name.chinese) \(rows.chinese)", "\(name.english) \(rows.english)"))
    }
  }
}
