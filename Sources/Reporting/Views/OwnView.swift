import Contribution

/// Lays out a person's own page.
enum OwnView {
  static func title(_ page: OwnPage) -> Bilingual {
    let name = VisibleText.clean(page.name)
    let period = PeriodName.text(page.period)
    return Bilingual("\(name) · \(period.chinese)", "\(name) · \(period.english)")
  }

  static func values(_ page: OwnPage) -> View.Values {
    let names = ["name": Bilingual(same: VisibleText.clean(page.name)), "period": PeriodName.text(page.period)]
    let days = ["days": Figure.count(page.answerDays)]
    return [
      "eyebrow": View.words(OwnWord.eyebrow.text),
      "heading": View.words(OwnWord.title.filled(names)),
      "lead": lead(page), "talk": talk(page),
      "notices": (page.notices + commentWindow(page)).map(View.words),
      "trend": trend(page), "sources": OwnSections.sources(page), "waterfall": OwnSections.waterfall(page),
      "paths": OwnSections.paths(page), "results": OwnSections.results(page),
      "outTitle": View.words(OwnWord.outTitle.text), "out": OwnSections.standsOut(page).map(View.words),
      "nextTitle": View.words(OwnWord.nextTitle.text), "next": OwnSections.next(page).map(View.words),
      "correctTitle": View.words(OwnWord.correctTitle.text),
      "correct": [OwnWord.correctText.filled(days), OwnWord.correctWays.text, OwnWord.correctNoHarm.text].map(
        View.words),
      "appeals": appeals(page),
      "whoTitle": View.words(OwnWord.whoTitle.text),
      "who": [OwnWord.whoSees, .whoNot, .whoLaw].map { View.words($0.text) },
    ]
  }

  private static func commentWindow(_ page: OwnPage) -> [Bilingual] {
    page.commentUntil.map { [OwnWord.commentUntil.filled(["date": View.day($0)])] } ?? []
  }

  private static func lead(_ page: OwnPage) -> View.Values {
    let none = [String: String]()
    switch page.standing {
    case .nothing: return View.rich(OwnWord.leadNothing.text, none)
    case .smallGroup:
      let reason = PromptWord.smallGroup.filled(["people": Figure.count(page.smallestGroup)])
      return View.rich(OwnWord.leadReason.text, ["reason": reason])
    case .lowCoverage: return View.rich(OwnWord.leadReason.text, ["reason": PromptWord.lowCoverage.text])
    case .share(let credited, let contributed, let interval):
      let team = VisibleText.clean(page.team ?? page.company)
      var values = [
        "team": Bilingual(same: team), "value": Bilingual(same: Figure.percent(contributed)),
        "credited": Bilingual(same: Figure.percent(credited)),
      ]
      guard let interval else { return View.rich(OwnWord.leadPoint.text, values) }
      values["low"] = Bilingual(same: Figure.percent(interval.lowerBound))
      values["high"] = Bilingual(same: Figure.percent(interval.upperBound))
      return View.rich(OwnWord.lead.text, values)
    }
  }

  /// What it means, in the agreed words.
  private static func talk(_ page: OwnPage) -> [View.Values] {
    guard case .share(let credited, let contributed, let interval) = page.standing else { return [] }
    if page.notJudged != nil { return [talk(PromptWord.thin.text, "grey")] }
    switch page.prompt {
    case .over: return [talk(PromptWord.overToMember.text, "amber")]
    case .under: return [talk(PromptWord.underToMember.text, "teal")]
    case .thin, .modelsDiffer: return [talk(PromptWord.thin.text, "grey")]
    case .fine:
      if interval?.contains(credited) != false { return [talk(OwnWord.leadFine.text, "ok")] }
      return [talk(OwnWord.leadApart.filled(["points": Figure.points(credited - contributed)]), "calm")]
    case nil: return []
    }
  }

  private static func talk(_ words: Bilingual, _ style: String) -> View.Values {
    ["words": View.words(words), "style": style]
  }

  private static func trend(_ page: OwnPage) -> View.Values {
    let isDrawn = page.standing.isShown && page.history.count > 1
    return [
      "title": View.words(OwnWord.trendTitle.text),
      "sub": View.words(isDrawn ? OwnWord.trendSub.text : OwnWord.trendNone.text),
      "chart": isDrawn ? [View.chart(Trend.chart(id: "trend", points: page.history, unit: .points), fits: true)] : [],
    ]
  }

  private static func appeals(_ page: OwnPage) -> [View.Values] {
    guard !page.appeals.isEmpty else { return [] }
    return [
      [
        "title": View.words(OwnWord.appealsTitle.text),
        "columns": [ReviewWord.appealOpened, .keyResult, .appealText, .appealAnswer].map { View.words($0.text) },
        "rows": page.appeals.map(CaseView.appeal),
      ]
    ]
  }
}
