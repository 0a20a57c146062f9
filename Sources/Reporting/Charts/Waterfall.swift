/// Why this share: from the equal start step by step to the share in all.
public enum Waterfall {
  public struct Step: Sendable {
    public var name: Bilingual
    /// Change of the share, a fraction; may be negative.
    public var amount: Double

    public init(name: Bilingual, amount: Double) {
      self.name = name
      self.amount = amount
    }
  }

  /// - Parameters:
  ///   - start: share before the first step, a fraction.
  ///   - steps: changes in their order; start and steps sum to the share in all.
  public static func chart(id: String, start: Double, steps: [Step]) -> Chart {
    let rowHeight = 32.0
    let bottom = 8 + Double(steps.count + 2) * rowHeight
    var drawing = Drawing(width: 640, height: bottom + 30)
    var levels = [start]
    for step in steps { levels.append((levels.last ?? start) + step.amount) }
    let end = levels.last ?? start
    let scale = Scale(largest: levels.max() ?? 1, from: 184, to: 576)
    for mark in scale.marks {
      let x = scale.position(mark)
      drawing.line("grid", x1: x, y1: 4, x2: x, y2: bottom)
      drawing.text(Dumbbell.axisLabel(mark, step: scale.step), x: x, y: bottom + 20, style: "ax", anchor: .middle)
    }
    drawTotal(ChartWord.equalStart.text, start, y: 8, scale: scale, in: &drawing)
    for (place, step) in steps.enumerated() {
      let y = 8 + Double(place + 1) * rowHeight
      let from = scale.position(levels[place])
      let to = scale.position(levels[place + 1])
      drawing.text(VisibleText.fitted(step.name, width: 178, size: 14), x: 0, y: y + 19, style: "nm")
      drawing.line("conn", x1: from, y1: y - 6, x2: from, y2: y + 2)
      drawing.rect(
        step.amount < 0 ? "neg" : "pos", x: min(from, to), y: y + 2, width: max(abs(to - from), 1), height: 24,
        radius: 3)
      drawing.text(Figure.signedPoints(step.amount), x: max(from, to) + 7, y: y + 19, style: "val")
    }
    drawTotal(
      ChartWord.consensusShare.text, end, y: 8 + Double(steps.count + 1) * rowHeight, scale: scale, in: &drawing)
    let values = ["start": Figure.percent(start), "end": Figure.percent(end)]
    let svg = drawing.svg(
      id: id, title: ChartWord.waterfallTitle.text, description: ChartWord.waterfallText.filled(values))
    let rows =
      [[ChartWord.equalStart.text, Bilingual(same: Figure.points(start))]]
      + steps.map { [$0.name, Bilingual(same: Figure.signedPoints($0.amount))] }
      + [[ChartWord.consensusShare.text, Bilingual(same: Figure.points(end))]]
    return Chart(
      svg: svg, table: Chart.DataTable(columns: [ChartWord.step.text, ChartWord.stepAmount.text], rows: rows))
  }

  private static func drawTotal(
    _ name: Bilingual, _ share: Double, y: Double, scale: Scale, in drawing: inout Drawing
  ) {
    drawing.text(name, x: 0, y: y + 19, style: "nm bold")
    drawing.rect("con", x: scale.low, y: y + 2, width: scale.position(share) - scale.low, height: 24, radius: 3)
    drawing.text(Figure.percent(share), x: scale.position(share) + 7, y: y + 19, style: "val bold")
  }
}
