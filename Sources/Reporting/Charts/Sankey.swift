/// Work of departments on the left, flowing to company goals on the right; work without a goal comes last.
///
/// Widths are parts of all work. Order is by first appearance, so the caller decides it.
public enum Sankey {
  private static let left = 160.0
  private static let right = 430.0

  /// Departments and goals drawn one by one; smaller ones are drawn as one.
  static let drawnDepartments = 12
  static let drawnGoals = 8

  public static func chart(id: String, flows all: [OverviewPage.Flow]) -> Chart {
    let flows = pooled(all)
    let total = max(flows.reduce(0) { $0 + $1.amount }, .leastNonzeroMagnitude)
    var departments: [String] = []
    var goals: [String?] = []
    for flow in flows {
      if !departments.contains(flow.department) { departments.append(flow.department) }
      if let goal = flow.objective, !goals.contains(goal) { goals.append(goal) }
    }
    if flows.contains(where: { $0.objective == nil }) { goals.append(nil) }

    let slots = max(departments.count, goals.count)
    let isDense = slots > 6
    let height = isDense ? max(300, Double(slots) * 27 + 30) : 300
    var drawing = Drawing(width: 640, height: height)
    let sources = departments.map { name in flows.filter { $0.department == name }.reduce(0) { $0 + $1.amount } / total
    }
    let sinks = goals.map { goal in flows.filter { $0.objective == goal }.reduce(0) { $0 + $1.amount } / total }
    let scale = thicknessScale(height: height, nodes: slots)
    let sourceTops = tops(sources, height: height, scale: scale)
    let sinkTops = tops(sinks, height: height, scale: scale)

    var leftUsed = sourceTops
    var rightUsed = sinkTops
    for (place, name) in departments.enumerated() {
      for (target, goal) in goals.enumerated() {
        let amount = flows.filter { $0.department == name && $0.objective == goal }.reduce(0) { $0 + $1.amount } / total
        guard amount > 0 else { continue }
        drawing.ribbon(
          goal == nil ? "flow f3" : "flow f\(target % 3)", left: left, leftTop: leftUsed[place], right: right,
          rightTop: rightUsed[target], thickness: max(amount * scale, 0.6))
        leftUsed[place] += amount * scale
        rightUsed[target] += amount * scale
      }
    }
    for (place, name) in departments.enumerated() {
      let middle = sourceTops[place] + sources[place] * scale / 2
      drawing.rect("nodebar", x: left - 7, y: sourceTops[place], width: 7, height: max(sources[place] * scale, 1))
      label(
        Bilingual(same: VisibleText.clean(name)), sources[place], x: left - 14, y: middle, anchor: .end,
        isDense: isDense, in: &drawing)
    }
    for (place, goal) in goals.enumerated() {
      let middle = sinkTops[place] + sinks[place] * scale / 2
      drawing.rect(
        goal == nil ? "k3" : "k\(place % 3)", x: right, y: sinkTops[place], width: 7,
        height: max(sinks[place] * scale, 1))
      let words = goal.map { Bilingual(same: VisibleText.clean($0)) } ?? ChartWord.notLinked.text
      label(words, sinks[place], x: right + 14, y: middle, anchor: .start, isDense: isDense, in: &drawing)
    }
    let counts = ["left": Figure.count(departments.count), "right": Figure.count(goals.count)]
    let svg = drawing.svg(id: id, title: ChartWord.sankeyTitle.text, description: ChartWord.sankeyText.filled(counts))
    return Chart(svg: svg, table: table(flows, total: total))
  }

  /// Gives the departments and goals beyond the largest a common name.
  private static func pooled(_ flows: [OverviewPage.Flow]) -> [OverviewPage.Flow] {
    let departments = largest(flows.map { ($0.department, $0.amount) }, count: drawnDepartments)
    let goals = largest(flows.compactMap { flow in flow.objective.map { ($0, flow.amount) } }, count: drawnGoals)
    return flows.map { flow in
      OverviewPage.Flow(
        department: departments.contains(flow.department) ? flow.department : pooledName,
        objective: flow.objective.map { goals.contains($0) ? $0 : pooledName }, amount: flow.amount)
    }
  }

  private static let pooledName = "…"

  private static func largest(_ amounts: [(name: String, amount: Double)], count: Int) -> Set<String> {
    var sums: [String: Double] = [:]
    for entry in amounts { sums[entry.name, default: 0] += entry.amount }
    guard sums.count > count else { return Set(sums.keys) }
    let order = sums.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return Set(order.prefix(count - 1).map(\.key))
  }

  /// Units of the drawing per part of all work, so that the side with more nodes fits with its gaps.
  private static func thicknessScale(height: Double, nodes: Int) -> Double {
    height - 30 - Double(max(nodes - 1, 0)) * (nodes > 6 ? 17 : 26)
  }

  /// Upper edges of the nodes of one side; the height that is left is spread over the gaps.
  private static func tops(_ parts: [Double], height: Double, scale: Double) -> [Double] {
    let room = height - 30 - parts.reduce(0, +) * scale
    let gap = parts.count > 1 ? room / Double(parts.count - 1) : 0
    var tops: [Double] = []
    var y = parts.count > 1 ? 15.0 : 15 + room / 2
    for part in parts {
      tops.append(y)
      y += part * scale + gap
    }
    return tops
  }

  private static func label(
    _ words: Bilingual, _ part: Double, x: Double, y: Double, anchor: Drawing.Anchor, isDense: Bool,
    in drawing: inout Drawing
  ) {
    let width = anchor == .end ? left - 18 : 640 - right - 18
    if isDense {
      let name = VisibleText.fitted(words, width: width - 32, size: 12.5)
      let share = " " + Figure.percent(part, decimals: 0)
      let line = Bilingual(name.chinese + share, name.english + share)
      drawing.text(line, x: x, y: y + 4.5, style: "ax iso ink", anchor: anchor)
      return
    }
    drawing.text(
      VisibleText.fitted(words, width: width, size: 13), x: x, y: y - 1, style: "ax m iso ink", anchor: anchor)
    drawing.text(Figure.percent(part, decimals: 0), x: x, y: y + 15, style: "ax", anchor: anchor)
  }

  private static func table(_ flows: [OverviewPage.Flow], total: Double) -> Chart.DataTable {
    var sums: [OverviewPage.Flow] = []
    for flow in flows {
      if let place = sums.firstIndex(where: { $0.department == flow.department && $0.objective == flow.objective }) {
        sums[place].amount += flow.amount
      } else {
        sums.append(flow)
      }
    }
    return Chart.DataTable(
      columns: [ChartWord.from.text, ChartWord.towards.text, ChartWord.share.text],
      rows: sums.map { flow in
        [
          Bilingual(same: VisibleText.clean(flow.department)),
          flow.objective.map { Bilingual(same: VisibleText.clean($0)) } ?? ChartWord.notLinked.text,
          Bilingual(same: Figure.percent(flow.amount / total)),
        ]
      })
  }
}
