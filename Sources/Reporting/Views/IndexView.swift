/// Lays out the list of all team pages.
enum IndexView {
  static func title(_ page: IndexPage) -> Bilingual {
    let name = VisibleText.clean(page.company)
    let period = PeriodName.text(page.period)
    return Bilingual(
      "\(name) · \(OverviewWord.teamsTitle.text.chinese) · \(period.chinese)",
      "\(name) · \(OverviewWord.teamsTitle.text.english) · \(period.english)")
  }

  private static func heading(_ page: IndexPage) -> Bilingual {
    let period = PeriodName.text(page.period)
    let teams = OverviewWord.teamsTitle.text
    return Bilingual("\(teams.chinese) · \(period.chinese)", "\(teams.english) · \(period.english)")
  }

  static func values(_ page: IndexPage) -> View.Values {
    var values: View.Values = [
      "eyebrow": View.words(VisibleText.clean(page.company)),
      "heading": View.words(heading(page)),
      "list": TeamList.values(page),
    ]
    if let link = View.link(page.overviewLink) { values["overviewLink"] = link }
    return values
  }
}
