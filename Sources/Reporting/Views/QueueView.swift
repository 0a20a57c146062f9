/// Lays out the HR review queue.
enum QueueView {
  static func title(_ page: QueuePage) -> Bilingual {
    let name = VisibleText.clean(page.company)
    let title = ReviewWord.title.filled(["period": PeriodName.text(page.period)])
    return Bilingual("\(name) · \(title.chinese)", "\(name) · \(title.english)")
  }

  static func values(_ page: QueuePage) -> View.Values {
    let cases = page.cases.sorted(by: isBefore)
    let limit = cases.reduce(0.0) {
      max($0, $1.credited ?? 0, $1.contributed ?? 0, $1.interval?.upperBound ?? 0)
    }
    let columns: [ReviewWord] = [.id, .member, .prompt, .figures, .agree, .possible, .step, .status]
    return [
      "eyebrow": View.words(
        Bilingual(
          "\(VisibleText.clean(page.company)) · \(ReviewWord.eyebrow.text.chinese)",
          "\(VisibleText.clean(page.company)) · \(ReviewWord.eyebrow.text.english)")),
      "heading": View.words(ReviewWord.title.filled(["period": PeriodName.text(page.period)])),
      "lead": lead(page),
      "caution": View.rich(ReviewWord.notAFinding.text, [String: String]()),
      "notices": page.notices.map(View.words),
      "queue": cases.isEmpty
        ? []
        : [
          [
            "credited": View.words(TeamWord.credited.text), "contributed": View.words(TeamWord.contributed.text),
            "band": View.words(TeamWord.band.text), "columns": columns.map { View.words($0.text) },
            "rows": cases.map { row($0, limit: limit, page) },
          ] as View.Values
        ],
      "pager": QueuePager.values(page), "filter": QueueFilter.values(page),
      "watched": page.watched > 0 ? [View.words(ReviewWord.watched.filled(["count": Figure.count(page.watched)]))] : [],
      "checksTitle": View.words(ReviewWord.checksTitle.text),
      "checks": ReviewCaseView.checks(least: page.leastAgreeing),
      "wordsTitle": View.words(ReviewWord.wordsTitle.text),
      "readyWords": ReviewCaseView.readyWords,
      "falseTitle": View.words(ReviewWord.falseTitle.text),
      "falseRate": falseRate(page),
      "falseReasons": View.words(ReviewWord.falseReasons.text),
    ]
  }

  private static func lead(_ page: QueuePage) -> View.Values {
    let counts = page.byStatus
    guard counts.values.contains(where: { $0 > 0 }) else {
      return View.rich(ReviewWord.leadNone.text, [String: String]())
    }
    let count = { (status: ReviewCase.Status) in Figure.count(counts[status] ?? 0) }
    return View.rich(
      ReviewWord.leadCounts.text,
      [
        "all": Figure.count(counts.values.reduce(0, +)), "open": count(.open), "review": count(.inReview),
        "confirmed": count(.confirmed), "cleared": count(.cleared), "thin": count(.notJudged),
      ])
  }

  /// Open cases first; then by team, person and id, never by size.
  private static func isBefore(_ left: ReviewCase, _ right: ReviewCase) -> Bool {
    (left.status.rawValue, left.team ?? "\u{10FFFF}", left.person, left.id)
      < (right.status.rawValue, right.team ?? "\u{10FFFF}", right.person, right.id)
  }

  private static func row(_ item: ReviewCase, limit: Double, _ page: QueuePage) -> View.Values {
    let chip = ReviewCaseView.chip(item.kind)
    let step = ReviewCaseView.step(item, leastAgreeing: page.leastAgreeing)
    let isFew = ReviewCaseView.isFew(item, least: page.leastAgreeing)
    var plot = ""
    if let credited = item.credited, let contributed = item.contributed {
      plot = MiniInterval.svg(
        credited: credited, contributed: contributed, interval: item.interval, limit: limit,
        colour: ReviewCaseView.colour(item.kind))
    }
    let agree = ["agree": Figure.count(item.agreeing), "all": Figure.count(item.answering)]
    return [
      "id": VisibleText.clean(item.id), "link": View.link(item.link).map { $0 as Any } ?? false,
      "name": VisibleText.clean(item.person), "team": item.team.map { VisibleText.clean($0) } ?? "–",
      "chip": View.words(chip.words), "chipStyle": chip.style,
      "keyResult": item.keyResult.map { [["title": VisibleText.clean($0)] as View.Values] } ?? [],
      "plot": plot, "figures": ReviewCaseView.figures(item) ?? "–",
      "agree": View.words(item.answering > 0 ? ReviewWord.agreeOf.filled(agree) : Bilingual(same: "–")),
      "periods": View.words(ReviewWord.agreePeriods.filled(["periods": Figure.count(item.periods)])),
      "few": isFew ? [View.words(ReviewWord.agreeFew.filled(["least": Figure.count(page.leastAgreeing)]))] : [],
      "possible": ReviewCaseView.possibleReasons(item).map(View.words),
      "step": View.words(step ?? Bilingual(same: "–")),
      "due": step == nil ? [] : item.due.map { [View.words(ReviewWord.due.filled(["date": View.day($0)]))] } ?? [],
      "status": View.words(ReviewCaseView.status(item.status)), "isOpen": item.status == .open,
      "decided": decided(item) + commentWindow(item),
    ]
  }

  private static func decided(_ item: ReviewCase) -> [View.Values] {
    guard let who = item.decidedBy, let at = item.decidedAt else { return [] }
    return [
      View.words(ReviewWord.by.filled(["who": Bilingual(same: VisibleText.clean(who)), "date": View.day(at)]))
    ]
  }

  /// Until when the person may comment before leaders see it; nothing once people have decided.
  private static func commentWindow(_ item: ReviewCase) -> [View.Values] {
    guard item.status == .open || item.status == .inReview, let day = item.commentUntil else { return [] }
    return [View.words(ReviewWord.commentUntil.filled(["date": View.day(day)]))]
  }

  /// What is known about false prompts: by people's decisions, and as the models estimate.
  private static func falseRate(_ page: QueuePage) -> [View.Values] {
    var sentences: [View.Values] = []
    if page.decided > 0 {
      let rate = Figure.percent(Double(page.cleared) / Double(page.decided), decimals: 0)
      sentences.append(
        View.rich(
          ReviewWord.falseDecided.text,
          ["decided": Figure.count(page.decided), "cleared": Figure.count(page.cleared), "rate": rate]))
    } else {
      sentences.append(View.rich(ReviewWord.falseNone.text, [String: String]()))
    }
    if let expected = page.expectedFalse {
      // A bound is never rounded down to nothing.
      sentences.append(View.rich(ReviewWord.falseExpected.text, ["share": Figure.percent(max(0.001, expected))]))
    }
    return sentences
  }
}
