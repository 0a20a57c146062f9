import Contribution
import Reporting

/// Invented pages for one person and for HR.
extension Samples {
  static func own(_ prompt: Prompt? = .under) -> OwnPage {
    OwnPage(
      name: "沈若溪", team: "支付交易组", company: "云雀科技", period: "2026Q3",
      standing: .share(credited: 0.11, contributed: 0.184, interval: 0.153...0.214), prompt: prompt,
      history: ["2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"].enumerated().map { place, period in
        let value = 0.31 + 0.03 * Double(place)
        return Trend.Point(
          period: period, credited: 0.3 - 0.01 * Double(place), contributed: value,
          interval: (value - 0.08)...(value + 0.09))
      },
      sources: [
        .init(channel: .authored, amount: 0.031, acts: 17), .init(channel: .review, amount: 0.058, acts: 41),
        .init(channel: .help, amount: 0.026, acts: 6), .init(channel: .learning, amount: 0.01, acts: 1),
        .init(channel: .thanks, amount: 0.004, acts: 4),
      ],
      steps: [
        .init(step: "equal_start", amount: 0.125), .init(step: "authored", amount: 0.009),
        .init(step: "review", amount: 0.027), .init(step: "help", amount: 0.015), .init(step: "bias", amount: 0.0003),
        .init(step: "check_in", amount: -0.0002), .init(step: "peers", amount: 0.0079),
      ],
      keyResults: [
        .init(
          title: "大促峰值每秒 8000 笔不降级", kind: .okr, attainment: 1.05, credited: 0.11, contributed: 0.19,
          interval: 0.15...0.22),
        .init(
          title: "退款平均到账 2 小时", kind: .kpi, attainment: 0.914, credited: 0, contributed: 0.16, interval: 0.12...0.2,
          isNamed: false),
        .init(title: "短视频拉新成本低于 12 元", kind: .exploration, attainment: 0.14, isStopped: true),
      ],
      paths: [
        [
          .init(owner: "支付交易组", title: "大促峰值每秒 8000 笔不降级", acts: 58),
          .init(owner: "产品研发部", title: "大促期间一级故障 0 次"), .init(owner: "云雀科技", title: "让每一笔交易都安心顺畅"),
        ]
      ],
      hasUnlinkedWork: true,
      appeals: [.init(id: "A-1", openedAt: "2026-10-08T09:00:00Z", keyResult: "退款平均到账 2 小时", text: "少记了值班")],
      commentUntil: "2026-10-08", run: run(intervals: true))
  }

  static func queue() -> QueuePage {
    let people = ["沈若溪", "罗子恒", "许知远", "罗安然", "高子墨", "唐以沫", "孟星河"]
    let kinds: [ReviewCase.Kind] = [
      .underCredited, .overCredited, .nominalAuthor, .uncreditedContributor, .overCredited, .reviewRing, .keyPersonRisk,
    ]
    let states: [ReviewCase.Status] = [.open, .open, .inReview, .confirmed, .cleared, .notJudged, .open]
    let reasons = [
      ["records_and_peers_agree", "held_last_period"], ["leave", "changes_with_complete_records"],
      ["job_with_few_traces"],
      [], ["joined_late", "cleared_by_person"], ["low_coverage"], ["brand_new_code"],
    ]
    return QueuePage(
      company: "云雀科技", period: "2026Q3",
      cases: people.indices.map { place in
        let isHabit = kinds[place].isOver == nil
        return ReviewCase(
          id: "ee989d4494a3b2c\(place)", kind: kinds[place], person: people[place],
          team: place % 2 == 0 ? "支付交易组" : "数据洞察组", keyResult: isHabit ? nil : "大促峰值每秒 8000 笔不降级",
          credited: isHabit ? nil : 0.11 + 0.05 * Double(place), contributed: isHabit ? nil : 0.184,
          interval: isHabit ? nil : 0.153...0.214, answering: isHabit ? 0 : 6, agreeing: isHabit ? 0 : 6 - place,
          periods: 1 + place % 3, reasons: reasons[place], due: "2026-11-28", status: states[place],
          commentUntil: place < 2 ? "2026-10-08" : nil,
          decidedBy: states[place] == .cleared ? "hr.wang" : nil,
          decidedAt: states[place] == .cleared ? "2026-10-12T08:00:00Z" : nil, link: "case-\(place).html")
      },
      watched: 3, decided: 8, cleared: 2, expectedFalse: 0.043, run: run(intervals: true))
  }

  static func reviewCase() -> CasePage {
    CasePage(
      company: "云雀科技", period: "2026Q3", reviewCase: queue().cases[1],
      models: [
        .init(model: .equal, share: 0.125), .init(model: .declared, share: 0.16), .init(model: .evidence, share: 0.171),
        .init(model: .shapley, share: 0.19), .init(model: .network, share: 0.18),
        .init(model: .consensus, share: 0.184),
      ],
      steps: own().steps,
      records: [
        .init(table: "task_assignees", id: "w0051", channel: .authored, part: 0.029),
        .init(table: "reviews", id: "r00150", channel: .review, part: 0.016),
      ],
      quietRange: 0.123...0.276,
      decisions: [
        .init(at: "2026-10-09T08:12:00Z", by: "hr.wang", decision: "not_judged", reason: "等本人补充证据"),
        .init(at: "2026-10-12T08:00:00Z", by: "hr.wang", decision: "cleared", reason: "在客户现场，没有接入系统"),
      ],
      appeals: own().appeals, queueLink: "queue.html", run: run(intervals: true))
  }

  static func site() -> SitePage {
    SitePage(
      company: "云雀科技", period: "2026Q3",
      parts: [
        .init(audience: .leadership, folder: "leadership", link: "leadership/overview.html", pages: 1),
        .init(audience: .teams, folder: "teams", link: "teams/index.html", pages: 12),
        .init(audience: .hr, folder: "hr", link: "hr/queue.html", pages: 8),
        .init(audience: .people, folder: "people"),
      ], run: run(intervals: true))
  }
}
