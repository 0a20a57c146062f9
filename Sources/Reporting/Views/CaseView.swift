import Contribution

/// Lays out the page of one case.
enum CaseView {
  static func title(_ page: CasePage) -> Bilingual {
    ReviewWord.caseTitle.filled([
      "name": Bilingual(same: VisibleText.clean(page.reviewCase.person)),
      "what": ReviewCaseView.chip(page.reviewCase.kind).words,
    ])
  }

  static func values(_ page: CasePage) -> View.Values {
    let item = page.reviewCase
    let chip = ReviewCaseView.chip(item.kind)
    let step = ReviewCaseView.step(item, leastAgreeing: page.leastAgreeing)
    var values: View.Values = [
      "eyebrow": View.words(eyebrow(page)),
      "heading": View.words(VisibleText.clean(item.person)),
      "chip": View.words(chip.words), "chipStyle": chip.style,
      "status": View.words(ReviewCaseView.status(item.status)), "isOpen": item.status == .open,
      "lead": lead(item), "caution": View.rich(ReviewWord.notAFinding.text, [String: String]()),
      "notices": page.notices.map(View.words),
      "whyTitle": View.words(ReviewWord.whyTitle.text), "whySub": View.words(ReviewWord.whySub.text),
      "reasons": reasons(item),
      "stepTitle": View.words(ReviewWord.step.text),
      "step": step.map { [View.words($0)] } ?? [],
      "due": step == nil ? [] : item.due.map { [View.words(ReviewWord.due.filled(["date": View.day($0)]))] } ?? [],
      "models": models(page), "range": range(page), "waterfall": waterfall(page), "records": records(page),
      "history": history(page), "appeals": appeals(page.appeals),
      "checksTitle": View.words(ReviewWord.checksTitle.text),
      "checks": ReviewCaseView.checks(least: page.leastAgreeing),
      "decideTitle": View.words(ReviewWord.decideTitle.text), "decideText": View.words(ReviewWord.decideText.text),
      "caseID": VisibleText.clean(item.id),
      "queueWords": View.words(ReviewWord.queueLink.text), "queueLink": false,
      "live": page.live.map { [LiveView.values($0)] } ?? [],
    ]
    if let link = View.link(page.queueLink) { values["queueLink"] = link }
    return values
  }

  private static func eyebrow(_ page: CasePage) -> Bilingual {
    let period = PeriodName.text(page.period)
    let above = [page.company, page.reviewCase.team, page.reviewCase.keyResult].compactMap { $0 }
      .map { VisibleText.clean($0) }.joined(separator: " · ")
    return Bilingual("\(above) · \(period.chinese)", "\(above) · \(period.english)")
  }

  private static func lead(_ item: ReviewCase) -> [View.Values] {
    guard let credited = item.credited, let contributed = item.contributed, let interval = item.interval else {
      return []
    }
    return [
      View.rich(
        ReviewWord.caseLead.text,
        [
          "credited": Figure.percent(credited), "contributed": Figure.percent(contributed),
          "low": Figure.percent(interval.lowerBound), "high": Figure.percent(interval.upperBound),
        ])
    ]
  }

  /// Possible innocent reasons first, then what supports the prompt, then what would change it.
  private static func reasons(_ item: ReviewCase) -> [View.Values] {
    let found = item.reasons.map(ReasonWord.of)
    var entries = ReviewCaseView.possibleReasons(item).map { (ReviewWord.con, $0) }
    entries += found.filter { $0.role == .supports }.map { (.pro, $0.words) }
    entries += found.filter { $0.role == .changes }.map { (.more, $0.words) }
    return entries.map { ["role": View.words($0.0.text), "words": View.words($0.1)] as View.Values }
  }

  private static func models(_ page: CasePage) -> [View.Values] {
    guard !page.models.isEmpty else { return [] }
    let item = page.reviewCase
    let counts = ["agree": Figure.count(item.agreeing), "all": Figure.count(item.answering)]
    let isFew = ReviewCaseView.isFew(item, least: page.leastAgreeing)
    return [
      [
        "title": View.words(ReviewWord.modelsTitle.text), "sub": View.words(ReviewWord.modelsSub.filled(counts)),
        "few": isFew ? [View.words(ReviewWord.agreeFew.filled(["least": Figure.count(page.leastAgreeing)]))] : [],
        "chart": View.chart(
          ModelDots.chart(id: "models", models: page.models, credited: item.credited, interval: item.interval),
          fits: true),
      ]
    ]
  }

  private static func range(_ page: CasePage) -> [View.Values] {
    guard let range = page.quietRange else { return [] }
    return [
      [
        "title": View.words(ReviewWord.rangeTitle.text), "sub": View.words(ReviewWord.rangeSub.text),
        "words": View.rich(
          ReviewWord.rangeText.text,
          ["low": Figure.percent(range.lowerBound), "high": Figure.percent(range.upperBound)]),
      ]
    ]
  }

  private static func waterfall(_ page: CasePage) -> [View.Values] {
    guard let (start, steps) = TeamSections.steps(page.steps) else { return [] }
    return [
      [
        "title": View.words(TeamWord.waterfallTitle.filled(["name": VisibleText.clean(page.reviewCase.person)])),
        "sub": View.words(TeamWord.waterfallSub.text),
        "chart": View.chart(Waterfall.chart(id: "why", start: start, steps: steps), fits: true),
      ]
    ]
  }

  private static func records(_ page: CasePage) -> View.Values {
    [
      "title": View.words(ReviewWord.recordsTitle.text), "sub": View.words(ReviewWord.recordsSub.text),
      "none": page.records.isEmpty ? [View.words(ReviewWord.noRecords.text)] : [],
      "table": page.records.isEmpty
        ? []
        : [
          [
            "columns": [ReviewWord.recordKind, .recordPlace, .recordPart].map { View.words($0.text) },
            "rows": page.records.map { record -> View.Values in
              [
                "kind": View.words(RecordWord.name(of: record.channel)),
                "place": "\(VisibleText.clean(record.table)) \(VisibleText.clean(record.id))",
                "part": Figure.percent(record.part),
              ]
            },
          ] as View.Values
        ],
    ]
  }

  private static func history(_ page: CasePage) -> View.Values {
    [
      "title": View.words(ReviewWord.historyTitle.text),
      "none": page.decisions.isEmpty ? [View.words(ReviewWord.historyNone.text)] : [],
      "table": page.decisions.isEmpty
        ? []
        : [
          [
            "columns": [ReviewWord.decidedAt, .decidedBy, .decision, .reason].map { View.words($0.text) },
            "rows": page.decisions.map { decision -> View.Values in
              [
                "at": VisibleText.clean(String(decision.at.prefix(16)).replacing("T", with: " ")),
                "by": VisibleText.clean(decision.by), "decision": View.words(word(decision.decision)),
                "reason": VisibleText.clean(decision.reason),
              ]
            },
          ] as View.Values
        ],
    ]
  }

  private static func word(_ decision: String) -> Bilingual {
    switch decision {
    case "confirmed": ReviewWord.confirmed.text
    case "cleared": ReviewWord.cleared.text
    case "not_judged": ReviewWord.notJudged.text
    default: Bilingual(same: VisibleText.clean(decision))
    }
  }

  private static func appeals(_ appeals: [Appeal]) -> [View.Values] {
    guard !appeals.isEmpty else { return [] }
    return [
      [
        "title": View.words(ReviewWord.appealsTitle.text),
        "columns": [ReviewWord.appealOpened, .keyResult, .appealText, .appealAnswer].map { View.words($0.text) },
        "rows": appeals.map(appeal),
      ]
    ]
  }

  static func appeal(_ appeal: Appeal) -> View.Values {
    [
      "day": View.words(View.day(appeal.openedAt)), "keyResult": VisibleText.clean(appeal.keyResult),
      "text": VisibleText.clean(appeal.text),
      "answer": View.words(
        appeal.answer.map { Bilingual(same: VisibleText.clean($0)) } ?? ReviewWord.appealOpen.text),
    ]
  }
}
