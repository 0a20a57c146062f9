/// Credit, contribution and interval of one case as a small drawing; the figures stand beside it.
enum MiniInterval {
  /// - Parameter limit: end of the axis, the same for all rows of a table so that they can be compared.
  static func svg(credited: Double, contributed: Double, interval: ClosedRange<Double>?, limit: Double, colour: String)
    -> String
  {
    var drawing = Drawing(width: 150, height: 22)
    let reach = limit.isFinite && limit > 0 ? limit : 1
    let place = { (share: Double) in 8 + 134 * min(max(share.isFinite ? share / reach : 0, 0), 1) }
    drawing.line("axl", x1: 8, y1: 11, x2: 142, y2: 11)
    if let interval {
      let low = place(interval.lowerBound)
      let width = max(place(interval.upperBound) - low, 3)
      drawing.rect("band", x: low, y: 5, width: width, height: 12, radius: min(6, width / 2))
    }
    drawing.line("link \(colour)", x1: place(credited), y1: 11, x2: place(contributed), y2: 11)
    drawing.circle("con", x: place(contributed), y: 11, radius: 5.5)
    drawing.circle("cred", x: place(credited), y: 11, radius: 5)
    return drawing.ornament(style: "plot1")
  }
}
