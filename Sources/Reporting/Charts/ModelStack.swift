public import Contribution

/// What each model says: one row a model, divided by member; the consensus stands apart and heavier.
public enum ModelStack {
  public struct Row: Sendable {
    public var model: ModelName
    /// One share per member, in the order of the names; sums to 1.
    public var shares: [Double]

    public init(model: ModelName, shares: [Double]) {
      self.model = model
      self.shares = shares
    }
  }

  /// Members drawn one by one; the rest are drawn as one.
  static let drawn = 7
  /// Members listed one by one in the table.
  static let listed = 30

  /// - Parameter partly: models marked with a star, because they answered for some of the results only.
  public static func chart(id: String, names: [String], rows: [Row], partly: Set<ModelName> = []) -> Chart {
    let single = names.count <= drawn + 1 ? names.count : drawn
    var labels = names[..<single].map { Bilingual(same: VisibleText.clean($0)) }
    if names.count > single {
      let others = names.count - single
      // Hundreds leave no room for a word.
      labels.append(
        others < 100 ? TeamWord.others.filled(["people": Figure.count(others)]) : Bilingual(same: "+\(others)"))
    }
    let ordered = rows.filter { $0.model != .consensus } + rows.filter { $0.model == .consensus }
    let gap = ordered.last?.model == .consensus && ordered.count > 1 ? 14.0 : 0
    var drawing = Drawing(width: 640, height: 42 + Double(ordered.count) * 40 + gap)
    let left = 100.0
    let width = 536.0
    let columnWidth = labels.isEmpty ? width : width / Double(labels.count)
    for (place, label) in labels.enumerated() {
      let x = left + (Double(place) + 0.5) * columnWidth
      drawing.text(
        VisibleText.fitted(label, width: columnWidth - 4, size: 13), x: x, y: 20, style: "ax m iso", anchor: .middle)
      let strip = min(52, columnWidth - 8)
      drawing.rect("s\(place)", x: x - strip / 2, y: 25, width: strip, height: 4, radius: 2)
    }
    for (place, row) in ordered.enumerated() {
      let heavy = row.model == .consensus && gap > 0
      let y = 38 + Double(place) * 40 + (heavy ? gap : 0)
      let name = RecordWord.name(of: row.model)
      let starred = partly.contains(row.model) ? Bilingual(name.chinese + " *", name.english + " *") : name
      drawing.text(starred, x: 0, y: y + 21, style: heavy ? "nm bold" : "nm")
      var x = left
      for (column, share) in pooled(row.shares, single: single).enumerated() {
        let part = max(share, 0) * width
        drawing.rect("s\(column) seg", x: x, y: y, width: part, height: heavy ? 36 : 32)
        if part >= 34 {
          drawing.text(
            Figure.number(share * 100), x: x + part / 2, y: y + (heavy ? 22.5 : 20.5),
            style: "sl s\(column)t\(heavy ? " bold" : "")", anchor: .middle)
        }
        x += part
      }
    }
    let svg = drawing.svg(
      id: id, title: ChartWord.modelsTitle.text,
      description: ChartWord.modelsText.filled(["models": Figure.count(ordered.count)]))
    return Chart(svg: svg, table: table(names, ordered))
  }

  /// One row a member, so that a large team makes the table long and not wide.
  private static func table(_ names: [String], _ rows: [Row]) -> Chart.DataTable {
    let single = names.count <= listed + 1 ? names.count : listed
    var labels = names[..<single].map { Bilingual(same: VisibleText.clean($0)) }
    if names.count > single {
      labels.append(TeamWord.others.filled(["people": Figure.count(names.count - single)]))
    }
    let columns = rows.map { pooled($0.shares, single: single) }
    return Chart.DataTable(
      columns: [ChartWord.member.text] + rows.map { RecordWord.name(of: $0.model) },
      rows: labels.enumerated().map { place, label in
        [label] + columns.map { Bilingual(same: place < $0.count ? Figure.percent($0[place]) : "–") }
      })
  }

  private static func pooled(_ shares: [Double], single: Int) -> [Double] {
    guard shares.count > single else { return shares }
    return Array(shares[..<single]) + [shares[single...].reduce(0, +)]
  }
}
