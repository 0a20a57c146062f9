/// A line without axes for a table cell or a tile; the figure beside it carries the meaning.
public enum Sparkline {
  /// - Parameters:
  ///   - values: oldest first; periods without a figure are left out of the line.
  ///   - leastSpan: difference that fills the height at least, so that a hair's breadth does not look like a cliff.
  /// - Returns: an SVG element hidden from screen readers, empty for fewer than two figures.
  public static func svg(_ values: [Double?], width: Double, height: Double, leastSpan: Double = 0.1) -> String {
    let known = values.enumerated().compactMap { place, value in
      value.flatMap { $0.isFinite ? (place: Double(place), value: $0) : nil }
    }
    guard known.count >= 2, let low = known.map(\.value).min(), let high = known.map(\.value).max() else { return "" }
    let span = max(high - low, leastSpan)
    let bottom = (high + low - span) / 2
    let stepX = (width - 10) / Double(max(values.count - 1, 1))
    let points = known.map { entry in
      let part = span > 0 ? (entry.value - bottom) / span : 0.5
      return (x: 3 + entry.place * stepX, y: height - 4 - part * (height - 8))
    }
    var drawing = Drawing(width: width, height: height)
    drawing.polyline("ln", points)
    if let last = points.last { drawing.circle("c1", x: last.x, y: last.y, radius: 3) }
    return drawing.ornament(style: "spark")
  }
}
