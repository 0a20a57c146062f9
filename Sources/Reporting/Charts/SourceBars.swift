public import Contribution

/// Where each contribution comes from: one bar a member from zero, divided by kind of evidence.
public enum SourceBars {
  public struct Row: Sendable {
    public var name: String
    /// Part of the share by kind of evidence; kinds without acts may be left out. Sums to the member's share.
    public var amounts: [Amount]

    public init(name: String, amounts: [Amount]) {
      self.name = name
      self.amounts = amounts
    }

    var total: Double { amounts.reduce(0) { $0 + $1.amount } }
  }

  public struct Amount: Sendable, Equatable {
    public var channel: Channel
    public var amount: Double
    /// Number of recorded acts behind the amount.
    public var acts: Int

    public init(channel: Channel, amount: Double, acts: Int) {
      self.channel = channel
      self.amount = amount
      self.acts = acts
    }
  }

  public static func chart(id: String, rows: [Row]) -> Chart {
    let rowHeight = rows.count <= 8 ? 40.0 : rows.count <= 12 ? 32 : 28
    let bottom = 8 + Double(rows.count) * rowHeight
    var drawing = Drawing(width: 640, height: bottom + 32)
    let scale = Scale(largest: rows.map(\.total).max() ?? 0, from: 136, to: 570)
    for mark in scale.marks {
      let x = scale.position(mark)
      drawing.line("grid", x1: x, y1: 4, x2: x, y2: bottom)
      drawing.text(Dumbbell.axisLabel(mark, step: scale.step), x: x, y: bottom + 22, style: "ax", anchor: .middle)
    }
    for (place, row) in rows.enumerated() {
      let y = 8 + (Double(place) + 0.5) * rowHeight
      let name = VisibleText.fitted(VisibleText.clean(row.name), width: 104, size: 14)
      drawing.text(name, x: 12, y: y + 5, style: "nm iso")
      var reached = 0.0
      for piece in row.amounts.sorted(by: { $0.channel.index < $1.channel.index }) where piece.amount > 0 {
        let start = scale.position(reached)
        reached += piece.amount
        let width = scale.position(reached) - start
        drawing.rect("\(style(of: piece.channel)) seg", x: start, y: y - 10, width: width, height: 20)
        if width >= 34 {
          drawing.text(
            Figure.number(piece.amount * 100), x: start + width / 2, y: y + 4.5,
            style: "sl \(style(of: piece.channel))t", anchor: .middle)
        }
      }
      drawing.text(Figure.percent(row.total), x: scale.position(row.total) + 8, y: y + 5, style: "val bold")
    }
    let svg = drawing.svg(
      id: id, title: ChartWord.sourceTitle.text,
      description: ChartWord.sourceText.filled(["people": Figure.count(rows.count)]))
    return Chart(svg: svg, table: table(rows))
  }

  /// Kinds that occur, in their fixed order: the legend of the chart.
  static func channels(in rows: [Row]) -> [Channel] {
    Channel.allCases.filter { channel in
      rows.contains { $0.amounts.contains { $0.channel == channel && $0.amount > 0 } }
    }
  }

  static func style(of channel: Channel) -> String {
    switch channel {
    case .authored: "s0"
    case .review: "s2"
    case .help: "s1"
    case .unblocking: "s5"
    case .goalAuthoring: "s4"
    case .checkIn: "s3"
    case .learning: "s6"
    case .thanks: "s7"
    }
  }

  private static func table(_ rows: [Row]) -> Chart.DataTable {
    let channels = channels(in: rows)
    return Chart.DataTable(
      columns: [ChartWord.member.text] + channels.map(RecordWord.name(of:)) + [TeamWord.total.text],
      rows: rows.map { row in
        let cells = channels.map { channel in
          let pieces = row.amounts.filter { $0.channel == channel }
          let amount = pieces.reduce(0) { $0 + $1.amount }
          let acts = pieces.reduce(0) { $0 + $1.acts }
          return Bilingual(same: acts == 0 && amount == 0 ? "–" : "\(Figure.percent(amount)) · \(Figure.count(acts))")
        }
        return [Bilingual(same: VisibleText.clean(row.name))] + cells + [Bilingual(same: Figure.percent(row.total))]
      })
  }
}
