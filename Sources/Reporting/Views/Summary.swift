/// The overview in three lines, to paste into a chat message: first in Chinese, then in English.
public enum Summary {
  public static func markdown(_ page: OverviewPage) -> String {
    let lines = lines(page)
    return (lines.map(\.chinese) + [""] + lines.map(\.english)).joined(separator: "\n") + "\n"
  }

  static func lines(_ page: OverviewPage) -> [Bilingual] {
    let judged = page.teams.filter { OverviewView.shownGap($0, page) != nil }
    let open = judged.count { OverviewView.isOpen($0, page) }
    let percent = { (tile: OverviewPage.Tile?) in tile.map { Figure.percent($0.value, decimals: 0) } ?? "–" }
    let names = ["company": Bilingual(same: plain(page.company)), "period": PeriodName.text(page.period)]
    let margin = page.alignment?.margin.map {
      Bilingual(" ± \(Figure.points($0)) 个百分点", " ± \(Figure.points($0)) points")
    }
    let alignment = Bilingual(
      percent(page.alignment) + (margin?.chinese ?? ""), percent(page.alignment) + (margin?.english ?? ""))
    guard !judged.isEmpty else {
      return [SiteWord.summaryNothing.filled(names), SiteWord.summaryThird.text]
    }
    let figures = [
      "judged": Figure.count(judged.count), "fine": Figure.count(judged.count - open), "open": Figure.count(open),
      "cases": Figure.count(page.cases?.total ?? open), "coverage": percent(page.coverage),
      "linked": percent(page.linked),
    ].mapValues(Bilingual.init(same:))
    let first = names.merging(figures) { own, _ in own }.merging(["alignment": alignment]) { own, _ in own }
    return [
      SiteWord.summaryFirst.filled(first), (open == 0 ? SiteWord.summaryQuiet : .summarySecond).filled(figures),
      SiteWord.summaryThird.text,
    ]
  }

  /// Names go into Markdown: what could be markup there is written out.
  private static func plain(_ text: String) -> String {
    VisibleText.clean(text).map { "\\`*_[]<>#|".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
