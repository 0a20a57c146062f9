/// A small bar of attainment from zero to 120 %, with a mark at the target; the figure stands beside it.
enum AttainmentBar {
  static func svg(_ attainment: Double, stopped: Bool) -> String {
    var drawing = Drawing(width: 96, height: 14)
    let scale = 96 / 1.2
    drawing.rect("track", x: 0, y: 3, width: 96, height: 8, radius: 4)
    let part = min(max(attainment.isFinite ? attainment : 0, 0), 1.2)
    drawing.rect(
      stopped ? "con faint" : "con", x: 0, y: 3, width: part * scale, height: 8, radius: min(4, part * scale / 2))
    drawing.line("eq", x1: scale, y1: 0, x2: scale, y2: 14)
    return drawing.ornament(style: "mini")
  }
}
