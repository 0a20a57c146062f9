/// Credited against contributed share: one row a member, ring for credit, dot for contribution, band for the interval.
///
/// The order of rows is the caller's. Marks and words tell a prompt as well as colour does.
public enum Dumbbell {
  public struct Row: Sendable {
    public var name: String
    public var credited: Double
    public var contributed: Double
    /// 90 % credible interval of the contributed share, nil where none is stated.
    public var interval: ClosedRange<Double>?
    public var prompt: Prompt?
    /// Why this member is not judged, shown in place of a prompt.
    public var reason: NotJudged?

    public init(
      name: String, credited: Double, contributed: Double, interval: ClosedRange<Double>? = nil, prompt: Prompt? = nil,
      reason: NotJudged? = nil
    ) {
      self.name = name
      self.credited = credited
      self.contributed = contributed
      self.interval = interval
      self.prompt = prompt
      self.reason = reason
    }
  }

  /// - Parameters:
  ///   - id: unique in the page, letters and digits.
  ///   - rows: members from top to bottom.
  ///   - equal: what each would have if all had the same, drawn as a broken line.
  public static func chart(id: String, rows: [Row], equal: Double?) -> Chart {
    let rowHeight = rows.count <= 8 ? 40.0 : rows.count <= 12 ? 32 : 28
    let top = 40.0
    let bottom = top + Double(rows.count) * rowHeight
    var drawing = Drawing(width: 640, height: bottom + 32)
    let largest = rows.map { max($0.credited, $0.contributed, $0.interval?.upperBound ?? 0) }.max() ?? 0
    let scale = Scale(largest: largest, from: 136, to: 448)

    for mark in scale.marks {
      let x = scale.position(mark)
      drawing.line("grid", x1: x, y1: top - 4, x2: x, y2: bottom)
      drawing.text(axisLabel(mark, step: scale.step), x: x, y: bottom + 22, style: "ax", anchor: .middle)
    }
    if let equal {
      let x = scale.position(equal)
      drawing.line("eq", x1: x, y1: top - 6, x2: x, y2: bottom)
      drawing.text(
        ChartWord.equalShare.filled(["share": Figure.percent(equal)]), x: x, y: top - 14, style: "ax", anchor: .middle)
    }
    for (place, row) in rows.enumerated() {
      draw(row, top: top + Double(place) * rowHeight, height: rowHeight, scale: scale, in: &drawing)
    }

    let plain = !rows.contains { $0.interval != nil }
    let words = plain ? ChartWord.dumbbellTextPlain : ChartWord.dumbbellText
    let svg = drawing.svg(
      id: id, title: ChartWord.dumbbellTitle.text, description: words.filled(["people": Figure.count(rows.count)]))
    return Chart(svg: svg, table: table(rows, plain: plain))
  }

  private static func draw(_ row: Row, top: Double, height: Double, scale: Scale, in drawing: inout Drawing) {
    let y = top + height / 2
    let colour = row.prompt?.colour ?? ""
    if !colour.isEmpty {
      drawing.rect("rowhl \(colour)", x: 2, y: top + 2, width: 636, height: height - 3, radius: 7)
    }
    let name = VisibleText.fitted(VisibleText.clean(row.name), width: 104, size: 14)
    drawing.text(name, x: 12, y: y + 5, style: "nm iso")
    if let interval = row.interval {
      let low = scale.position(interval.lowerBound)
      let width = scale.position(interval.upperBound) - low
      drawing.rect("band", x: low, y: y - 7, width: width, height: 14, radius: min(7, width / 2))
    }
    let credit = scale.position(row.credited)
    let work = scale.position(row.contributed)
    drawing.line(colour.isEmpty ? "link" : "link \(colour)", x1: credit, y1: y, x2: work, y2: y)
    drawing.circle("con", x: work, y: y, radius: 6.5)
    drawing.circle("cred", x: credit, y: y, radius: 6)
    let (words, style) = verdict(row)
    drawing.text(words, x: 464, y: y + 5, style: style)
  }

  /// What stands at the end of a row.
  private static func verdict(_ row: Row) -> (Bilingual, String) {
    let gap = row.credited - row.contributed
    if let reason = row.reason { return (reason.words, "ax") }
    switch row.prompt {
    case .over: return (PromptWord.overBy.filled(["points": Figure.points(gap)]), "flag amber")
    case .under: return (PromptWord.underBy.filled(["points": Figure.points(gap)]), "flag teal")
    case .thin, .modelsDiffer: return (PromptWord.thinShort.text, "ax")
    // No prompt, but a ring outside its band is not within range: the difference says more.
    case .fine, nil: break
    }
    if let interval = row.interval, interval.contains(row.credited) { return (PromptWord.inRange.text, "ax") }
    if Figure.points(gap) == "0.0" { return (PromptWord.alike.text, "ax") }
    let values = ["sign": gap < 0 ? "−" : "+", "points": Figure.points(gap)]
    return (PromptWord.differsBy.filled(values), "ax")
  }

  private static func table(_ rows: [Row], plain: Bool) -> Chart.DataTable {
    var columns = [ChartWord.member.text, ChartWord.credited.text, ChartWord.contributed.text]
    if !plain { columns.append(ChartWord.interval.text) }
    return Chart.DataTable(
      columns: columns,
      rows: rows.map { row in
        var cells = [
          Bilingual(same: VisibleText.clean(row.name)), Bilingual(same: Figure.percent(row.credited)),
          Bilingual(same: Figure.percent(row.contributed)),
        ]
        if !plain {
          let words = row.interval.map { "\(Figure.percent($0.lowerBound))–\(Figure.percent($0.upperBound))" }
          cells.append(words.map(Bilingual.init(same:)) ?? FrameWord.unknownFigure.text)
        }
        return cells
      })
  }

  /// Whole per cent where marks are whole per cent apart; products of 0.1 are not exact.
  static func axisLabel(_ mark: Double, step: Double) -> String {
    Figure.percent(mark, decimals: abs((step * 100).rounded() - step * 100) > 1e-9 ? 1 : 0)
  }
}
