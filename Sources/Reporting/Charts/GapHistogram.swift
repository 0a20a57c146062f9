/// All teams by their largest gap between credit and contribution: one dot a team, the few beyond the limit by name.
public enum GapHistogram {
  public struct Team: Sendable {
    public var name: String
    /// Largest difference of a member's credited and contributed share, in [0, 1]; nil where nothing is compared.
    public var gap: Double?
    public var prompt: Prompt?

    public init(name: String, gap: Double?, prompt: Prompt? = nil) {
      self.name = name
      self.gap = gap
      self.prompt = prompt
    }
  }

  /// Names written beside dots at most, so that no two overlap.
  private static let named = 6
  /// Teams listed one by one in the table.
  private static let listed = 120
  /// Dots of a column from which a bar is drawn in their place.
  private static let tallest = 48
  private static let bottom = 236.0

  /// - Parameter limit: gap up to which a team counts as in line, a fraction.
  public static func chart(id: String, teams: [Team], limit: Double) -> Chart {
    let compared = teams.filter { $0.gap != nil }
    let inside = compared.filter { ($0.gap ?? 0) <= limit }
    let outside = compared.filter { ($0.gap ?? 0) > limit }.sorted { ($0.gap ?? 0, $0.name) < ($1.gap ?? 0, $1.name) }
    var drawing = Drawing(width: 640, height: 300)
    let largest = max(compared.compactMap(\.gap).max() ?? 0, limit * 1.5)
    let scale = Scale(largest: largest, from: 26, to: 612)

    drawing.rect(
      "okzone", x: scale.low - 12, y: 34, width: scale.position(limit) - scale.low + 12, height: bottom - 34, radius: 8)
    drawing.text(
      ChartWord.gapsNear.filled(["teams": Figure.count(inside.count), "limit": Figure.plain(limit * 100)]), x: 16,
      y: 24, style: "ax")
    let missing = teams.count - compared.count
    if missing > 0 {
      let words = Bilingual(
        "○ \(ChartWord.notCompared.text.chinese) \(missing)", "○ \(missing) \(ChartWord.notCompared.text.english)")
      drawing.text(words, x: 624, y: 24, style: "ax", anchor: .end)
    }
    drawing.line("axl", x1: scale.low - 12, y1: bottom, x2: scale.high, y2: bottom)
    for mark in scale.marks {
      drawing.text(
        Figure.plain(mark * 100), x: scale.position(mark), y: bottom + 20, style: "ax", anchor: .middle)
    }
    drawing.text(ChartWord.gapsAxis.text, x: 624, y: bottom + 44, style: "ax", anchor: .end)

    let heights = drawDots(compared, scale: scale, in: &drawing)
    drawNames(outside.suffix(named), scale: scale, heights: heights, in: &drawing)

    let values = [
      "inside": Figure.count(inside.count), "outside": Figure.count(outside.count), "limit": Figure.plain(limit * 100),
    ]
    let svg = drawing.svg(
      id: id, title: ChartWord.gapsTitle.filled(["teams": Figure.count(teams.count)]),
      description: ChartWord.gapsText.filled(values))
    return Chart(svg: svg, table: table(teams))
  }

  /// Draws the dots in columns.
  /// - Returns: top of each column by its number.
  private static func drawDots(_ teams: [Team], scale: Scale, in drawing: inout Drawing) -> [Int: Double] {
    var columns: [Int: Int] = [:]
    for team in teams { columns[column(of: team, scale: scale), default: 0] += 1 }
    let spacing = min(13, 190 / Double(max(columns.values.max() ?? 1, 1)))
    if (columns.values.max() ?? 0) > tallest { return drawBars(columns, spacing: spacing, scale: scale, in: &drawing) }
    var filled: [Int: Int] = [:]
    var heights: [Int: Double] = [:]
    // Prompts go on top of their column, where they can be seen.
    let order = teams.sorted { ($0.prompt?.colour ?? "", $0.name) < ($1.prompt?.colour ?? "", $1.name) }
    for team in order {
      let column = column(of: team, scale: scale)
      let place = filled[column, default: 0]
      filled[column] = place + 1
      let x = scale.low + (Double(column) + 0.5) * 14 - 7
      let y = bottom - 9 - Double(place) * spacing
      heights[column] = y
      draw(team.prompt, x: x, y: y, radius: min(5.4, max(spacing * 0.42, 0.8)), in: &drawing)
    }
    return heights
  }

  private static func drawBars(
    _ columns: [Int: Int], spacing: Double, scale: Scale, in drawing: inout Drawing
  ) -> [Int: Double] {
    var tops: [Int: Double] = [:]
    for (column, count) in columns.sorted(by: { $0.key < $1.key }) {
      let height = max(Double(count) * spacing, 1.5)
      tops[column] = bottom - height
      drawing.rect("tdot", x: scale.low + Double(column) * 14 - 5, y: bottom - height, width: 10, height: height)
    }
    return tops
  }

  private static func column(of team: Team, scale: Scale) -> Int {
    Int(((scale.position(team.gap ?? 0) - scale.low) / 14).rounded())
  }

  private static func draw(_ prompt: Prompt?, x: Double, y: Double, radius: Double, in drawing: inout Drawing) {
    let r = radius + 2
    switch prompt {
    case .over: drawing.polygon("m amber", [(x, y - r), (x + r, y + r), (x - r, y + r)])
    case .under: drawing.polygon("m teal", [(x, y - r), (x + r, y), (x, y + r), (x - r, y)])
    case .thin, .modelsDiffer: drawing.circle("ext", x: x, y: y, radius: radius)
    case .fine, nil: drawing.circle("tdot", x: x, y: y, radius: radius)
    }
  }

  /// Names above their column on the first free of four levels; a name that fits nowhere stays in the table.
  private static func drawNames(
    _ teams: ArraySlice<Team>, scale: Scale, heights: [Int: Double], in drawing: inout Drawing
  ) {
    var taken = [Double](repeating: 0, count: 4)
    for team in teams {
      let column = column(of: team, scale: scale)
      let name = VisibleText.fitted(VisibleText.clean(team.name), width: 120, size: 12.5)
      let half = VisibleText.width(name, size: 12.5) / 2 + 4
      let x = scale.low + Double(column) * 14
      let middle = min(max(x, half + 4), 636 - half)
      guard let level = taken.indices.first(where: { taken[$0] <= middle - half }) else { continue }
      taken[level] = middle + half
      let y = 58 + Double(level) * 24
      let top = heights[column] ?? bottom
      guard top - 10 > y + 4 else { continue }
      drawing.line("conn", x1: x, y1: y + 5, x2: x, y2: top - 10)
      drawing.text(name, x: middle, y: y, style: "ax halo iso", anchor: .middle)
    }
  }

  /// Team by team, or team counts by whole points where a list would be too long.
  private static func table(_ teams: [Team]) -> Chart.DataTable {
    guard teams.count > listed else {
      return Chart.DataTable(
        columns: [ChartWord.team.text, ChartWord.largestGap.text],
        rows: teams.sorted { $0.name < $1.name }.map { team in
          let gap = team.gap.map { Bilingual(same: Figure.points($0)) } ?? ChartWord.notCompared.text
          return [Bilingual(same: VisibleText.clean(team.name)), gap]
        })
    }
    var counts: [Int: Int] = [:]
    for gap in teams.compactMap(\.gap) { counts[Int((min(gap, 1) * 100).rounded(.down)), default: 0] += 1 }
    var rows = counts.sorted { $0.key < $1.key }.map { points, count in
      [Bilingual(same: "\(points)–\(points + 1)"), Bilingual(same: Figure.count(count))]
    }
    let missing = teams.count { $0.gap == nil }
    if missing > 0 { rows.append([ChartWord.notCompared.text, Bilingual(same: Figure.count(missing))]) }
    return Chart.DataTable(columns: [ChartWord.largestGap.text, OverviewWord.teams.text], rows: rows)
  }
}
