#if canImport(Glibc)
  import Glibc
#endif

/// Who worked with whom: members on a ring by size of contribution, other teams as squares outside it.
///
/// The places follow from the order alone, so the same data always gives the same picture.
public enum Network {
  public struct Node: Sendable {
    public var id: String
    public var name: String
    /// Size of the circle, a fraction; nil for another team.
    public var share: Double?

    public init(id: String, name: String, share: Double?) {
      self.id = id
      self.name = name
      self.share = share
    }
  }

  public static func chart(id: String, nodes: [Node], ties: [TeamPage.Tie]) -> Chart {
    var drawing = Drawing(width: 640, height: 340)
    let members = nodes.filter { $0.share != nil }
    let teams = nodes.filter { $0.share == nil }
    var places: [String: (x: Double, y: Double)] = [:]
    for (place, node) in members.enumerated() {
      places[node.id] = ring(place, of: members.count)
    }
    for (place, node) in teams.enumerated() {
      // Right and left of the ring by turns, so that no team stands on a member's name.
      let rows = Double((teams.count + 1) / 2)
      places[node.id] = (x: place % 2 == 0 ? 590 : 50, y: 150 + (Double(place / 2) - (rows - 1) / 2) * 90)
    }
    let most = Double(max(ties.map(\.acts).max() ?? 1, 1))
    for tie in ties {
      guard let from = places[tie.left], let to = places[tie.right] else { continue }
      let outside = teams.contains { $0.id == tie.left || $0.id == tie.right }
      drawing.line(
        outside ? "edge out" : "edge", x1: from.x, y1: from.y, x2: to.x, y2: to.y,
        width: 1 + 5 * Double(tie.acts) / most)
    }
    let largest = max(members.compactMap(\.share).max() ?? 1, .leastNonzeroMagnitude)
    // Many stand close together, with a name between each two.
    let growth = members.count > 10 ? 8.0 : 14
    for node in members {
      guard let place = places[node.id] else { continue }
      let radius = 6 + growth * ((node.share ?? 0) / largest).squareRoot()
      drawing.circle("node", x: place.x, y: place.y, radius: radius)
      // Names stand outside the ring, where few lines pass.
      let y = place.y < 150 ? place.y - radius - 6 : place.y + radius + 15
      drawing.text(
        VisibleText.fitted(VisibleText.clean(node.name), width: members.count > 10 ? 76 : 96, size: 13), x: place.x,
        y: y, style: "ax m halo iso ink", anchor: .middle)
    }
    for node in teams {
      guard let place = places[node.id] else { continue }
      drawing.rect("ext", x: place.x - 8, y: place.y - 8, width: 16, height: 16, radius: 3)
      drawing.text(
        VisibleText.fitted(VisibleText.clean(node.name), width: 96, size: 12.5), x: min(max(place.x, 50), 590),
        y: place.y + 24, style: "ax halo iso", anchor: .middle)
    }
    let counts = ["people": Figure.count(nodes.count), "links": Figure.count(ties.count)]
    let svg = drawing.svg(id: id, title: ChartWord.networkTitle.text, description: ChartWord.networkText.filled(counts))
    let name = { (id: String) in Bilingual(same: VisibleText.clean(nodes.first { $0.id == id }?.name ?? id)) }
    return Chart(
      svg: svg,
      table: Chart.DataTable(
        columns: [ChartWord.member.text, ChartWord.member.text, ChartWord.together.text],
        rows: ties.map { [name($0.left), name($0.right), Bilingual(same: Figure.count($0.acts))] }))
  }

  private static func ring(_ place: Int, of count: Int) -> (x: Double, y: Double) {
    let angle = 2 * Double.pi * (Double(place) / Double(max(count, 1)) - 0.25)
    return (320 + 178 * cos(angle), 166 + 112 * sin(angle))
  }
}
