/// Lays out the list of all team pages.
enum IndexView {
  static func title(_ page: IndexPage) -> Bilingual {
    let name = VisibleText.clean(page.company)
    let period = PeriodName.text(page.period)
    return Bilingual(
      "\(name) · \(OverviewWord.teamsTitle.text.chinese) · \(period.chinese)",
      "\(name) · \(OverviewWord.teamsTitle.text.english) · \(period.english)")
  }

  static func values(_ page: IndexPage) -> View.Values {
    var values: View.Values = [
      "eyebrow": View.words(VisibleText.clean(page.company)),
      "heading": View.words(PeriodName.text(page.period)),
      "list": TeamList.values(page),
    ]
    if let link = View.link(page.overviewLink) { values["overviewLink"] = link }
    return values
  }
}
