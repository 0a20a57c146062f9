import Contribution
import Testing

@testable import Reporting

private func expectChart(_ chart: Chart, named name: String) throws {
  #expect(chart.svg.hasPrefix("<svg ") && chart.svg.hasSuffix("</svg>"))
  #expect(chart.table.rows.allSatisfy { $0.count == chart.table.columns.count })
  let table = ([chart.table.columns] + chart.table.rows).map { row in
    row.map { $0.chinese == $0.english ? $0.chinese : "\($0.chinese) / \($0.english)" }.joined(separator: "\t")
  }
  try Snapshot.expect(chart.svg + "\n" + table.joined(separator: "\n") + "\n", equals: "chart-\(name).txt")
}

@Test("the dumbbell with intervals and prompts looks as recorded")
func dumbbell() throws {
  let rows = [
    Dumbbell.Row(name: "沈若溪", credited: 0.11, contributed: 0.184, interval: 0.153...0.214, prompt: .under),
    Dumbbell.Row(name: "林知夏", credited: 0.16, contributed: 0.171, interval: 0.146...0.198, prompt: .fine),
    Dumbbell.Row(name: "一个非常非常长的名字叫做阿卜杜拉", credited: 0.22, contributed: 0.134, interval: 0.109...0.162, prompt: .over),
    Dumbbell.Row(name: "米粒", credited: 0.06, contributed: 0.053, interval: 0.024...0.09, reason: .joinedMidPeriod),
  ]
  try expectChart(Dumbbell.chart(id: "d", rows: rows, equal: 0.125), named: "dumbbell")
}

@Test("the dumbbell without intervals shows differences and raises no prompt")
func dumbbellPlain() throws {
  let rows = [
    Dumbbell.Row(name: "沈若溪", credited: 0.1, contributed: 0.32),
    Dumbbell.Row(name: "罗子恒", credited: 0.45, contributed: 0.08),
    Dumbbell.Row(name: "贺明远", credited: 0.2, contributed: 0.2),
  ]
  let chart = Dumbbell.chart(id: "d", rows: rows, equal: nil)
  #expect(!chart.svg.contains("band") && !chart.svg.contains("amber") && !chart.svg.contains("teal"))
  try expectChart(chart, named: "dumbbell-plain")
}

@Test("where it comes from: bars start at zero and sum to the share")
func sources() throws {
  let rows = [
    SourceBars.Row(
      name: "方知微",
      amounts: [
        .init(channel: .review, amount: 0.14, acts: 41), .init(channel: .authored, amount: 0.03, acts: 2),
        .init(channel: .thanks, amount: 0.002, acts: 3),
      ]),
    SourceBars.Row(name: "沈若溪", amounts: [.init(channel: .authored, amount: 0.25, acts: 17)]),
  ]
  let chart = SourceBars.chart(id: "s", rows: rows)
  #expect(chart.svg.contains("<rect class=\"s0 seg\" x=\"136\""))
  try expectChart(chart, named: "sources")
}

@Test("stacked models pool members beyond seven and set the consensus apart")
func models() throws {
  let names = (1...10).map { "成员\($0)" }
  let rows = [
    ModelStack.Row(model: .consensus, shares: names.map { _ in 0.1 }),
    ModelStack.Row(model: .equal, shares: names.map { _ in 0.1 }),
    ModelStack.Row(model: .shapley, shares: [0.3, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.03, 0.02]),
  ]
  let chart = ModelStack.chart(id: "m", names: names, rows: rows)
  #expect(chart.table.columns.map(\.english) == ["Member", "Equal", "Shapley", "Consensus"])
  try expectChart(chart, named: "models")
}

@Test("the histogram of gaps names teams beyond the limit and counts those not compared")
func gaps() throws {
  var teams = (0..<40).map { GapHistogram.Team(name: "组\($0)", gap: Double($0 % 9) * 0.01) }
  teams.append(.init(name: "支付交易组", gap: 0.16, prompt: .over))
  teams.append(.init(name: "搜索推荐组", gap: 0.165, prompt: .under))
  teams.append(.init(name: "两人小组", gap: nil, prompt: .thin))
  try expectChart(GapHistogram.chart(id: "g", teams: teams, limit: 0.1), named: "gaps")
}

@Test("the waterfall runs from the equal start to the share")
func waterfall() throws {
  let steps = [
    Waterfall.Step(name: RecordWord.name(of: .authored), amount: 0.009),
    Waterfall.Step(name: RecordWord.name(of: .review), amount: 0.062),
    Waterfall.Step(name: RecordWord.shrinkageStep.text, amount: -0.012),
  ]
  let chart = Waterfall.chart(id: "w", start: 0.125, steps: steps)
  #expect(chart.table.rows.last?.last?.chinese == "18.4")
  try expectChart(chart, named: "waterfall")
}

@Test("the goal tree survives cycles, orphans and depth")
func goalTree() throws {
  try expectChart(
    GoalTree.chart(
      id: "t",
      goals: [
        .init(id: "c", parentID: nil, owner: "云雀科技", title: "交易安心"),
        .init(id: "d", parentID: "c", owner: "产品研发部", title: "稳定"),
        .init(id: "e", parentID: "d", owner: "支付交易组", title: "峰值", isStopped: true),
        .init(id: "o", parentID: "nobody", owner: "孤儿", title: "没有上级"),
      ]), named: "goal-tree")
  let cycle = GoalTree.chart(
    id: "t",
    goals: [
      .init(id: "a", parentID: "b", owner: "甲", title: "一"), .init(id: "b", parentID: "a", owner: "乙", title: "二"),
    ])
  #expect(cycle.table.rows.count == 2)
}

@Test("the Sankey keeps work without a goal apart and last")
func sankey() throws {
  let chart = Sankey.chart(
    id: "s",
    flows: [
      .init(department: "产品研发部", objective: nil, amount: 2), .init(department: "产品研发部", objective: "O1", amount: 6),
      .init(department: "增长运营部", objective: "O2", amount: 3), .init(department: "增长运营部", objective: "O1", amount: 1),
    ])
  try expectChart(chart, named: "sankey")
}

@Test("the network and the trend look as recorded")
func networkAndTrend() throws {
  try expectChart(
    Network.chart(
      id: "n",
      nodes: [
        .init(id: "a", name: "甲", share: 0.5), .init(id: "b", name: "乙", share: 0.3),
        .init(id: "x", name: "基础平台组", share: nil),
      ],
      ties: [.init(left: "a", right: "b", acts: 9), .init(left: "b", right: "x", acts: 3)]), named: "network")
  try expectChart(
    Trend.chart(
      id: "t",
      points: [
        .init(period: "2026Q1", credited: 0.12, contributed: 0.13, interval: 0.1...0.16),
        .init(period: "2026Q2", credited: 0.11, contributed: 0.16, interval: 0.13...0.19),
        .init(period: "2026Q3", credited: 0.11, contributed: 0.184, interval: 0.153...0.214),
      ]), named: "trend")
}

@Test("a sparkline leaves gaps out and is empty for fewer than two figures")
func sparkline() {
  #expect(Sparkline.svg([0.5, nil], width: 110, height: 26).isEmpty)
  #expect(Sparkline.svg([0.5, nil, 0.7], width: 110, height: 26).contains("points=\"3,22 103,4\""))
}

@Test("charts of nothing, of one and of values out of range do not fail")
func degenerateCharts() {
  #expect(Dumbbell.chart(id: "d", rows: [], equal: nil).table.rows.isEmpty)
  #expect(SourceBars.chart(id: "s", rows: []).table.rows.isEmpty)
  #expect(GapHistogram.chart(id: "g", teams: [], limit: 0.1).table.rows.isEmpty)
  #expect(ModelStack.chart(id: "m", names: [], rows: []).table.rows.isEmpty)
  #expect(Trend.chart(id: "t", points: []).table.rows.isEmpty)
  #expect(GoalTree.chart(id: "t", goals: []).table.rows.isEmpty)
  #expect(Sankey.chart(id: "s", flows: []).table.rows.isEmpty)
  let wild = Dumbbell.chart(
    id: "d",
    rows: [
      .init(name: "x", credited: .nan, contributed: .infinity), .init(name: "y", credited: -3, contributed: 1e300),
    ],
    equal: .nan)
  #expect(!wild.svg.lowercased().contains("nan") && !wild.svg.contains("inf\""))
}
