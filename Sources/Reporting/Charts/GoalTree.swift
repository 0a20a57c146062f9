/// Goals from the company on the left to the team on the right; a stopped trial has a broken border.
///
/// A goal whose parent is not in the list stands on the first level; a cycle is cut where it closes.
public enum GoalTree {
  private static let boxHeight = 72.0
  private static let pitch = 82.0

  public static func chart(id: String, goals: [TeamPage.Goal]) -> Chart {
    let levels = levels(of: goals)
    let deepest = levels.values.max() ?? 0
    let columns = (0...deepest).map { level in goals.filter { levels[$0.id] == level } }
    let tallest = max(columns.map(\.count).max() ?? 1, 1)
    let height = Double(tallest) * pitch + 8
    let boxWidth = (640 - 34 * Double(deepest)) / Double(deepest + 1)
    var drawing = Drawing(width: 640, height: height)
    var middles: [String: Double] = [:]
    for column in columns {
      let first = (height - Double(column.count) * pitch) / 2
      for (place, goal) in column.enumerated() { middles[goal.id] = first + (Double(place) + 0.5) * pitch }
    }
    for (level, column) in columns.enumerated() where level > 0 {
      for goal in column {
        guard let parent = goal.parentID, let from = middles[parent], let to = middles[goal.id] else { continue }
        let x = Double(level) * (boxWidth + 34)
        drawing.curve("tl", x1: x - 34, y1: from, x2: x, y2: to)
      }
    }
    for (level, column) in columns.enumerated() {
      for goal in column {
        let x = Double(level) * (boxWidth + 34) + 1
        let y = (middles[goal.id] ?? 0) - boxHeight / 2
        drawing.rect(
          goal.isStopped ? "tb dash" : "tb", x: x, y: y, width: boxWidth - 2, height: boxHeight, radius: 9)
        let owner = VisibleText.fitted(VisibleText.clean(goal.owner), width: boxWidth - 26, size: 14)
        drawing.text(owner, x: x + 12, y: y + 23, style: "nm bold iso")
        let title = VisibleText.wrapped(VisibleText.clean(goal.title), width: boxWidth - 26, size: 13, lines: 2)
        for (line, text) in title.enumerated() {
          drawing.text(text, x: x + 12, y: y + 42 + 17 * Double(line), style: "ax m iso")
        }
      }
    }
    let values = ["goals": Figure.count(goals.count), "levels": Figure.count(deepest + 1)]
    let svg = drawing.svg(id: id, title: ChartWord.treeTitle.text, description: ChartWord.treeText.filled(values))
    let rows = columns.enumerated().flatMap { level, column in
      column.map { goal in
        [
          Bilingual(same: "\(level + 1)"), Bilingual(same: VisibleText.clean(goal.owner)),
          Bilingual(same: VisibleText.clean(goal.title)),
        ]
      }
    }
    return Chart(
      svg: svg,
      table: Chart.DataTable(
        columns: [ChartWord.level.text, ChartWord.team.text, ChartWord.goal.text], rows: rows))
  }

  /// Steps from a root, by goal id.
  private static func levels(of goals: [TeamPage.Goal]) -> [String: Int] {
    var parents: [String: String] = [:]
    for goal in goals { parents[goal.id] = goal.parentID }
    var levels: [String: Int] = [:]
    for goal in goals {
      var depth = 0
      var seen: Set<String> = [goal.id]
      var at = goal.id
      while let parent = parents[at], goals.contains(where: { $0.id == parent }), seen.insert(parent).inserted {
        depth += 1
        at = parent
      }
      levels[goal.id] = min(depth, 5)
    }
    return levels
  }
}
