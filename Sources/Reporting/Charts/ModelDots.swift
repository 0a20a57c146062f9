import Contribution

/// One person's share under each model, one row a model, beside the credit on record.
public enum ModelDots {
  public static func chart(
    id: String, models: [TeamPage.ModelShare], credited: Double?, interval: ClosedRange<Double>?
  ) -> Chart {
    let order = models.filter { $0.model != .declared }.sorted { index(of: $0.model) < index(of: $1.model) }
    let rowHeight = 34.0
    let bottom = 34 + Double(order.count) * rowHeight
    var drawing = Drawing(width: 640, height: bottom + 30)
    let largest = max(order.map(\.share).max() ?? 0, credited ?? 0, interval?.upperBound ?? 0)
    let scale = Scale(largest: largest, from: 130, to: 580)
    for mark in scale.marks {
      let x = scale.position(mark)
      drawing.line("grid", x1: x, y1: 28, x2: x, y2: bottom)
      drawing.text(Dumbbell.axisLabel(mark, step: scale.step), x: x, y: bottom + 20, style: "ax", anchor: .middle)
    }
    for (place, entry) in order.enumerated() {
      let y = 34 + (Double(place) + 0.5) * rowHeight
      let heavy = entry.model == .consensus
      drawing.text(RecordWord.name(of: entry.model), x: 0, y: y + 5, style: heavy ? "nm bold" : "nm")
      if heavy, let interval {
        let low = scale.position(interval.lowerBound)
        let width = scale.position(interval.upperBound) - low
        drawing.rect("band", x: low, y: y - 8, width: width, height: 16, radius: min(8, width / 2))
      }
      let x = scale.position(entry.share)
      drawing.circle("con", x: x, y: y, radius: heavy ? 7 : 5)
      drawing.text(
        Figure.percent(entry.share), x: max(x, heavy ? interval.map { scale.position($0.upperBound) } ?? x : x) + 12,
        y: y + 5, style: heavy ? "val bold" : "val")
    }
    if let credited {
      let x = scale.position(credited)
      drawing.line("eq strong", x1: x, y1: 24, x2: x, y2: bottom)
      let words = ReviewWord.creditedNow.text
      let share = " " + Figure.percent(credited)
      // Words beside the line stay inside the drawing at both ends.
      let anchor: Drawing.Anchor = x > 560 ? .end : x < 180 ? .start : .middle
      drawing.text(
        Bilingual(words.chinese + share, words.english + share), x: x, y: 16, style: "flag cr", anchor: anchor)
    }
    let svg = drawing.svg(
      id: id, title: ChartWord.dotsTitle.text,
      description: ChartWord.dotsText.filled([
        "models": Figure.count(order.count), "credited": credited.map { Figure.percent($0) } ?? "–",
      ]))
    return Chart(
      svg: svg,
      table: Chart.DataTable(
        columns: [ChartWord.model.text, ChartWord.share.text],
        rows: order.map { [RecordWord.name(of: $0.model), Bilingual(same: Figure.percent($0.share))] }
          + (credited.map { [[ChartWord.credited.text, Bilingual(same: Figure.percent($0))]] } ?? [])))
  }

  private static func index(of model: ModelName) -> Int { ModelName.allCases.firstIndex(of: model) ?? .max }
}
