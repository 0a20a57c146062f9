import Contribution
import Reporting

/// Invented pages for the tests: what a full run states, and what the first run without intervals states.
enum Samples {
  static func run(intervals: Bool) -> RunStamp {
    RunStamp(
      runID: "2026Q3-0007", publishedAt: "2026-10-01T02:00:41+08:00",
      resultDigest: String(repeating: "5d41402abc4b2a76", count: 4), configurationHash: "3f9a1c5e7b20",
      seed: "20261001",
      models: intervals ? ModelName.allCases : [.equal, .declared, .evidence, .shapley], engineVersion: "0.1.0",
      firstDay: "2026-07-01", lastDay: "2026-09-30", hasIntervals: intervals, isFictional: true)
  }

  static func overview(intervals: Bool, departments: Int = 4) -> OverviewPage {
    let names = [
      "支付与交易部", "内容与推荐部", "平台与基础设施部", "增长与运营部", "企业服务部", "数据洞察部", "客户体验部", "国际业务部", "安全与合规部", "硬件与终端部",
      "教育创新部", "公共事务部",
    ]
    let teams = (0..<(departments * 7)).map { place in
      let gap = Double((place * 37) % 31) / 31 * 0.06 + (place % 13 == 4 ? 0.075 + 0.004 * Double(place % 7) : 0)
      return OverviewPage.Team(
        id: "t\(place)",
        name: "\(names[place % departments].prefix(2))\(["一", "二", "三", "四", "五", "六", "七"][place / departments])组",
        people: place == 3 ? 3 : 6 + place % 5, largestGap: gap,
        prompt: place % 13 == 4 && intervals ? (place % 2 == 0 ? .over : .under) : .fine,
        cases: intervals ? (place % 13 == 4 ? 1 : 0) : nil, coverage: place == 9 ? 0.51 : 0.86,
        link: "team-t\(place).html")
    }
    let history: [Double?] = [0.86, 0.87, nil, 0.885, 0.89, 0.9, 0.9, 0.912]
    return OverviewPage(
      company: "云雀科技", period: "2026Q3", teams: teams,
      departments: names.prefix(departments).enumerated().map { place, name in
        OverviewPage.Department(
          name: name, teams: 7, people: place == 7 ? 4 : 52 + place, alignment: 0.94 - 0.01 * Double(place),
          history: intervals ? history : [], toCheck: place % 3)
      },
      alignment: .init(value: 0.912, margin: intervals ? 0.021 : nil, history: intervals ? history : []),
      cases: intervals ? .init(over: 2, under: 1, history: [7, 6, 6, 5, 4, 3]) : nil,
      linked: .init(value: 0.804, history: intervals ? [0.7, 0.74, 0.78, 0.804] : []),
      coverage: .init(value: 0.883),
      flows: names.prefix(departments).flatMap { name in
        [
          OverviewPage.Flow(department: name, objective: "让每一笔交易都安心顺畅", amount: Double(name.count) * 3),
          OverviewPage.Flow(department: name, objective: "健康地增长", amount: 8),
          OverviewPage.Flow(department: name, objective: nil, amount: 3),
        ]
      },
      stoppedTrials: 2, reuses: 3,
      quarantined: [.init(code: "orphan", rows: 12), .init(code: "duplicate", rows: 3), .init(code: "x_new", rows: 1)],
      actionsDue: "2026-11-28", run: run(intervals: intervals))
  }

  static func team(intervals: Bool, people: Int = 8) -> TeamPage {
    let names = [
      "沈若溪", "林知夏", "周启航", "罗子恒", "方知微", "贺明远", "温以宁", "欧阳明月", "古丽·阿依夏", "孟星河", "许安然", "白露", "江晚舟", "莫北辰", "程一诺",
    ]
    let weights = (0..<people).map { 18.0 - Double($0 * 12 / people) }
    let total = weights.reduce(0, +)
    let members = (0..<people).map { place -> TeamPage.Member in
      let share = weights[place] / total
      let shift = place == 0 ? -0.074 : place == 3 ? 0.086 : place % 2 == 0 ? 0.006 : -0.006
      let prompt: Prompt? = !intervals ? nil : place == 0 ? .under : place == 3 ? .over : .fine
      let late = intervals && place == people - 1
      return TeamPage.Member(
        id: "p\(place)", name: names[place % names.count], credited: max(share + shift, 0), contributed: share,
        interval: intervals ? (share - 0.024)...(share + 0.027) : nil, prompt: late ? .thin : prompt,
        notJudged: late ? .joinedMidPeriod : nil, sources: sources(share, place: place),
        models: models(share, place, intervals),
        steps: intervals && place == 0 ? steps(share, people: people) : [])
    }
    return TeamPage(
      id: "pay", name: "支付交易组", department: "产品研发部", company: "云雀科技", period: "2026Q3", members: members,
      keyResults: keyResults(members, intervals: intervals), coverage: intervals ? 0.91 : nil,
      rhythm: .init(
        oneOnOnesPerPerson: 5.5, medianDaysBetweenCheckIns: 14, staleKeyResults: 0, feedbackGiven: 23, goalChanges: 1),
      goals: goals, ties: intervals ? ties : [], quarantined: [.init(code: "self_review", rows: 2)],
      overviewLink: "index.html", run: run(intervals: intervals))
  }

  private static func sources(_ share: Double, place: Int) -> [SourceBars.Amount] {
    let review = 0.15 + 0.08 * Double(place % 5)
    return [
      .init(channel: .authored, amount: share * (0.8 - review), acts: 17 + place),
      .init(channel: .review, amount: share * review, acts: 9 * (place % 5) + 4),
      .init(channel: .help, amount: share * 0.09, acts: 2), .init(channel: .checkIn, amount: share * 0.05, acts: 6),
      .init(channel: .learning, amount: share * 0.06, acts: 1),
    ]
  }

  private static func models(_ share: Double, _ place: Int, _ intervals: Bool) -> [TeamPage.ModelShare] {
    let models: [ModelName] = intervals ? ModelName.allCases : [.equal, .declared, .evidence, .shapley]
    return models.enumerated().map { column, model in
      .init(model: model, share: share * (1 + 0.02 * Double((place + column) % 3 - 1)))
    }
  }

  private static func steps(_ share: Double, people: Int) -> [TeamPage.Step] {
    let start = 1 / Double(people)
    return [
      .init(step: "equal_start", amount: start), .init(step: "authored", amount: 0.009),
      .init(step: "review", amount: 0.027), .init(step: "help", amount: 0.015), .init(step: "peers", amount: 0.012),
      .init(step: "shrinkage", amount: share - start - 0.063),
    ]
  }

  private static func keyResults(_ members: [TeamPage.Member], intervals: Bool) -> [TeamPage.KeyResult] {
    let people = members.map {
      TeamPage.Person(
        id: $0.id, name: $0.name, credited: $0.credited, contributed: $0.contributed, interval: $0.interval)
    }
    return [
      .init(
        id: "k1", title: "大促峰值每秒 8000 笔不降级", kind: .okr, attainment: 1.05, people: members.count,
        coverage: intervals ? 0.93 : nil, isDeclared: true,
        versions: [
          .init(validFrom: "2026-07-01", baseline: 3600, target: 8000, reason: nil),
          .init(validFrom: "2026-08-17", baseline: 3600, target: 7500, reason: "渠道限额调整，目标随之下调"),
        ], rowsSetAside: 2, members: people),
      .init(
        id: "k2", title: "退款平均到账 2 小时", kind: .kpi, attainment: 0.914, people: 5, coverage: intervals ? 0.9 : nil,
        isDeclared: false, diagnostics: ["imputed_effort"], members: Array(people.prefix(5))),
      .init(
        id: "k3", title: "短视频拉新成本低于 12 元", kind: .exploration, attainment: 0.14, people: 4,
        isDeclared: false,
        stopped: .init(completeness: 1, decision: "停止投放；完播率经验写成复盘", reusedBy: ["推荐七日回访提升 8%", "创作工具周使用率 40%"])),
      .init(
        id: "k4", title: "尚未开始的目标", kind: .okr, isJudged: false, people: 2, diagnostics: ["no_evidence", "no_credit"]),
    ]
  }

  private static let goals: [TeamPage.Goal] = [
    .init(id: "c", parentID: nil, owner: "云雀科技", title: "新商家 24 小时内开店成功率 90%"),
    .init(id: "d", parentID: "c", owner: "产品研发部", title: "大促期间一级故障 0 次"),
    .init(id: "k1", parentID: "d", owner: "支付交易组", title: "大促峰值每秒 8000 笔不降级"),
    .init(id: "k2", parentID: "d", owner: "支付交易组", title: "退款平均到账 2 小时"),
    .init(id: "k3", parentID: "d", owner: "支付交易组", title: "短视频拉新成本低于 12 元", isStopped: true),
  ]

  private static let ties: [TeamPage.Tie] = [
    .init(left: "p0", right: "p1", acts: 24), .init(left: "p0", right: "p4", acts: 31),
    .init(left: "p2", right: "p3", acts: 6), .init(left: "p4", right: "p5", acts: 15),
    .init(left: "p1", right: "p6", acts: 9), .init(left: "p6", right: "基础平台组", acts: 12),
    .init(left: "p2", right: "p7", acts: 4),
  ]
}
