/// An SVG drawing under construction: the one place where text becomes SVG markup.
///
/// Every text and attribute that comes in is escaped here; class names and numbers come from the charts themselves.
/// Styles are classes of the page's style sheet, so that a drawing follows light, dark and print.
struct Drawing {
  enum Anchor: String {
    case start, middle, end
  }

  let width: Double
  let height: Double
  private var body = ""

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func rect(_ style: String, x: Double, y: Double, width: Double, height: Double, radius: Double = 0) {
    body +=
      "<rect class=\"\(style)\" x=\"\(at(x))\" y=\"\(at(y))\" width=\"\(at(max(width, 0)))\" height=\"\(at(height))\""
    if radius > 0 { body += " rx=\"\(at(radius))\"" }
    body += "/>"
  }

  mutating func circle(_ style: String, x: Double, y: Double, radius: Double) {
    body += "<circle class=\"\(style)\" cx=\"\(at(x))\" cy=\"\(at(y))\" r=\"\(at(radius))\"/>"
  }

  mutating func line(_ style: String, x1: Double, y1: Double, x2: Double, y2: Double, width: Double? = nil) {
    body += "<line class=\"\(style)\" x1=\"\(at(x1))\" y1=\"\(at(y1))\" x2=\"\(at(x2))\" y2=\"\(at(y2))\""
    if let width { body += " stroke-width=\"\(at(width))\"" }
    body += "/>"
  }

  mutating func polyline(_ style: String, _ points: [(x: Double, y: Double)]) {
    body += "<polyline class=\"\(style)\" points=\"\(list(points))\"/>"
  }

  mutating func polygon(_ style: String, _ points: [(x: Double, y: Double)]) {
    body += "<polygon class=\"\(style)\" points=\"\(list(points))\"/>"
  }

  /// A band between two vertical edges with soft curves, as in a Sankey diagram.
  mutating func ribbon(
    _ style: String, left: Double, leftTop: Double, right: Double, rightTop: Double, thickness: Double
  ) {
    let middle = at((left + right) / 2)
    body +=
      "<path class=\"\(style)\" d=\"M\(at(left)),\(at(leftTop))C\(middle),\(at(leftTop)) \(middle),\(at(rightTop)) "
    body +=
      "\(at(right)),\(at(rightTop))L\(at(right)),\(at(rightTop + thickness))C\(middle),\(at(rightTop + thickness)) "
    body += "\(middle),\(at(leftTop + thickness)) \(at(left)),\(at(leftTop + thickness))Z\"/>"
  }

  /// A soft curve between two points at the edges of boxes.
  mutating func curve(_ style: String, x1: Double, y1: Double, x2: Double, y2: Double) {
    let middle = at((x1 + x2) / 2)
    body +=
      "<path class=\"\(style)\" d=\"M\(at(x1)),\(at(y1))C\(middle),\(at(y1)) \(middle),\(at(y2)) \(at(x2)),\(at(y2))\"/>"
  }

  mutating func text(_ text: Bilingual, x: Double, y: Double, style: String, anchor: Anchor = .start) {
    if text.chinese == text.english {
      label(text.chinese, x: x, y: y, style: style, anchor: anchor, language: nil)
    } else {
      label(text.chinese, x: x, y: y, style: "zh " + style, anchor: anchor, language: .chinese)
      label(text.english, x: x, y: y, style: "en " + style, anchor: anchor, language: .english)
    }
  }

  mutating func text(_ text: String, x: Double, y: Double, style: String, anchor: Anchor = .start) {
    label(text, x: x, y: y, style: style, anchor: anchor, language: nil)
  }

  /// The finished drawing with its title and description for people who do not see it.
  func svg(id: String, title: Bilingual, description: Bilingual) -> String {
    "<svg viewBox=\"0 0 \(at(width)) \(at(height))\" role=\"img\" aria-labelledby=\"\(id)-t\" aria-describedby=\"\(id)-d\" "
      + "preserveAspectRatio=\"xMidYMid meet\"><title id=\"\(id)-t\">\(Markup.escaped(both(title)))</title>"
      + "<desc id=\"\(id)-d\">\(Markup.escaped(both(description)))</desc>\(body)</svg>"
  }

  /// A small drawing beside a figure that says the same; hidden from screen readers.
  func ornament(style: String) -> String {
    "<svg class=\"\(style)\" viewBox=\"0 0 \(at(width)) \(at(height))\" width=\"\(at(width))\" height=\"\(at(height))\" "
      + "preserveAspectRatio=\"xMinYMid meet\" aria-hidden=\"true\" focusable=\"false\">\(body)</svg>"
  }

  private mutating func label(
    _ text: String, x: Double, y: Double, style: String, anchor: Anchor, language: Language?
  ) {
    body += "<text x=\"\(at(x))\" y=\"\(at(y))\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    body += " class=\"\(style)\""
    if let language { body += " lang=\"\(language.rawValue)\"" }
    body += ">\(Markup.escaped(text))</text>"
  }

  private func both(_ text: Bilingual) -> String {
    text.chinese == text.english ? text.chinese : "\(text.chinese) / \(text.english)"
  }

  private func list(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(at($0.x)),\(at($0.y))" }.joined(separator: " ")
  }

  private func at(_ value: Double) -> String { Figure.coordinate(value) }
}
