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

  /// What the values are: parts of a whole, or sums in result points.
  public enum Unit: Sendable {
    case share, points

    func axis(_ value: Double, step: Double) -> String {
      self == .share
        ? Dumbbell.axisLabel(value, step: step) : Figure.number(value, decimals: step >= 1 ? 0 : step >= 0.1 ? 1 : 2)
    }

    /// Smallest distance of marks that the axis can tell apart.
    var least: Double { self == .share ? 0.001 : 0.01 }

    /// Two decimals where one would hide what is there: a share of one result is often far below one point.
    func value(_ value: Double) -> String {
      self == .share ? Figure.percent(value) : Figure.number(value, decimals: value.magnitude < 10 ? 2 : 1)
    }
  }

  private static let left = 56.0
  private static let right = 430.0

  /// - Parameter points: oldest first; at least one.
  public static func chart(id: String, points: [Point], unit: Unit = .share) -> Chart {
    var drawing = Drawing(width: 640, height: 300)
    let largest = points.map { max($0.credited, $0.contributed, $0.interval?.upperBound ?? 0) }.max() ?? 0
    // The axis runs upwards: position is measured from the bottom.
    let scale = Scale(largest: largest, least: unit.least, from: 262, to: 16, marks: 5)
    for mark in scale.marks {
      let y = scale.position(mark)
      drawing.line("grid", x1: left - 8, y1: y, x2: right + 8, y2: y)
      drawing.text(unit.axis(mark, step: scale.step), x: left - 14, y: y + 4, style: "ax", anchor: .end)
    }
    let pitch = points.count > 1 ? (right - left) / Double(points.count - 1) : 0
    let x = { (place: Int) in points.count > 1 ? left + Double(place) * pitch : (left + right) / 2 }
    let banded = points.enumerated().compactMap { place, point in point.interval.map { (x: x(place), interval: $0) } }
    if banded.count > 1 {
      drawing.polygon(
        "band",
        banded.map { ($0.x, scale.position($0.interval.upperBound)) }
          + banded.reversed().map { ($0.x, scale.position($0.interval.lowerBound)) })
    } else if let only = banded.first {
      let top = scale.position(only.interval.upperBound)
      drawing.rect(
        "band", x: only.x - 8, y: top, width: 16, height: scale.position(only.interval.lowerBound) - top, radius: 8)
    }
    drawing.polyline("lnc", points.enumerated().map { (x($0), scale.position($1.credited)) })
    drawing.polyline("ln", points.enumerated().map { (x($0), scale.position($1.contributed)) })
    for (place, point) in points.enumerated() {
      drawing.circle("con", x: x(place), y: scale.position(point.contributed), radius: 5)
      drawing.circle("cred", x: x(place), y: scale.position(point.credited), radius: 4)
      drawing.text(
        VisibleText.fitted(VisibleText.clean(point.period), width: max(pitch, 90) - 6, size: 12.5), x: x(place), y: 288,
        style: "ax iso", anchor: .middle)
    }
    if let last = points.last {
      let (credit, work) = (scale.position(last.credited), scale.position(last.contributed))
      // The two labels need 20 units between their lines, also in the larger letters of a phone.
      let push = max(0, 20 - abs(credit - work)) / 2 * (work <= credit ? 1 : -1)
      let at = x(points.count - 1) + 12
      drawing.text(
        joined(ChartWord.contributed.text, " " + unit.value(last.contributed)), x: at, y: work + 4 - push,
        style: "flag con")
      drawing.text(
        joined(ChartWord.credited.text, " " + unit.value(last.credited)), x: at, y: credit + 4 + push, style: "flag cr")
    }
    let svg = drawing.svg(
      id: id, title: ChartWord.trendTitle.text,
      description: ChartWord.trendText.filled(["periods": Figure.count(points.count)]))
    return Chart(svg: svg, table: table(points, unit))
  }

  private static func joined(_ words: Bilingual, _ value: String) -> Bilingual {
    Bilingual(words.chinese + value, words.english + value)
  }

  private static func table(_ points: [Point], _ unit: Unit) -> Chart.DataTable {
    Chart.DataTable(
      columns: [
        ChartWord.period.text, ChartWord.credited.text, ChartWord.contributed.text, ChartWord.interval.text,
      ],
      rows: points.map { point in
        let interval = point.interval.map { "\(unit.value($0.lowerBound))–\(unit.value($0.upperBound))" }
        return [
          Bilingual(same: VisibleText.clean(point.period)), Bilingual(same: unit.value(point.credited)),
          Bilingual(same: unit.value(point.contributed)), Bilingual(same: interval ?? "–"),
        ]
      })
  }
}
