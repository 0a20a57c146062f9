/// Contribution with its band and credit over recent periods.
public enum Trend {
  public struct Point: Sendable {
    public var period: String
    public var credited: Double
    public var contributed: Double
    public var interval: ClosedRange<Double>?

    public init(period: String, credited: Double, contributed: Double, interval: ClosedRange<Double>? = nil) {
      self.period = period
      self.credited = credited
      self.contributed = contributed
      self.interval = interval
    }
  }

  /// - Parameter points: oldest first; at least one.
  public static func chart(id: String, points: [Point]) -> Chart {
    var drawing = Drawing(width: 640, height: 330)
    let largest = points.map { max($0.credited, $0.contributed, $0.interval?.upperBound ?? 0) }.max() ?? 0
    // The axis runs upwards: position is measured from the bottom.
    let scale = Scale(largest: largest, from: 290, to: 20, marks: 5)
    for mark in scale.marks {
      let y = scale.position(mark)
      drawing.line("grid", x1: 48, y1: y, x2: 544, y2: y)
      drawing.text(Dumbbell.axisLabel(mark, step: scale.step), x: 40, y: y + 4, style: "ax", anchor: .end)
    }
    let pitch = points.count > 1 ? 476 / Double(points.count - 1) : 0
    let x = { (place: Int) in 58 + Double(place) * pitch }
    let banded = points.enumerated().compactMap { place, point in point.interval.map { (x: x(place), interval: $0) } }
    if banded.count > 1 {
      drawing.polygon(
        "band",
        banded.map { ($0.x, scale.position($0.interval.upperBound)) }
          + banded.reversed().map { ($0.x, scale.position($0.interval.lowerBound)) })
    }
    drawing.polyline("lnc", points.enumerated().map { (x($0), scale.position($1.credited)) })
    drawing.polyline("ln", points.enumerated().map { (x($0), scale.position($1.contributed)) })
    for (place, point) in points.enumerated() {
      drawing.circle("con", x: x(place), y: scale.position(point.contributed), radius: 4)
      drawing.circle("cred", x: x(place), y: scale.position(point.credited), radius: 4)
      drawing.text(VisibleText.clean(point.period), x: x(place), y: 314, style: "ax iso", anchor: .middle)
    }
    if let last = points.last {
      let (credit, work) = (scale.position(last.credited), scale.position(last.contributed))
      let apart = abs(credit - work) < 16 ? (work <= credit ? 8.0 : -8) : 0
      let values = { (share: Double) in Bilingual(same: " " + Figure.percent(share)) }
      drawing.text(
        joined(ChartWord.contributed.text, values(last.contributed)), x: x(points.count - 1) + 10, y: work + 4 - apart,
        style: "flag con")
      drawing.text(
        joined(ChartWord.credited.text, values(last.credited)), x: x(points.count - 1) + 10, y: credit + 4 + apart,
        style: "flag cr")
    }
    let svg = drawing.svg(
      id: id, title: ChartWord.trendTitle.text,
      description: ChartWord.trendText.filled(["periods": Figure.count(points.count)]))
    return Chart(svg: svg, table: table(points))
  }

  private static func joined(_ left: Bilingual, _ right: Bilingual) -> Bilingual {
    Bilingual(left.chinese + right.chinese, left.english + right.english)
  }

  private static func table(_ points: [Point]) -> Chart.DataTable {
    Chart.DataTable(
      columns: [
        ChartWord.period.text, ChartWord.credited.text, ChartWord.contributed.text, ChartWord.interval.text,
      ],
      rows: points.map { point in
        let interval = point.interval.map { "\(Figure.percent($0.lowerBound))–\(Figure.percent($0.upperBound))" }
        return [
          Bilingual(same: VisibleText.clean(point.period)), Bilingual(same: Figure.percent(point.credited)),
          Bilingual(same: Figure.percent(point.contributed)), Bilingual(same: interval ?? "–"),
        ]
      })
  }
}
