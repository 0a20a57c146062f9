/// A directed graph with edge weights, stored by target so that ranks are pulled along incoming edges.
public struct WeightedGraph: Sendable {
  public let nodes: Int
  /// `starts[v] ..< starts[v + 1]` are the edges into node v, in the order they were given.
  let starts: [Int]
  let sources: [Int32]
  /// Weight of an edge as a part of all that leaves its source.
  let parts: [Double]
  /// Nodes whose outgoing weight is 0.
  let dangling: [Int32]

  /// - Parameter edges: (from, to, weight); parallel edges add up, loops count.
  /// - Throws: `invalidIndex`; `invalidWeight` for a weight that is not finite and >= 0.
  /// - Complexity: O(nodes + edges).
  public init(nodes: Int, edges: [(from: Int, to: Int, weight: Double)]) throws(AttributionError) {
    var outgoing = [Double](repeating: 0, count: nodes)
    var starts = [Int](repeating: 0, count: nodes + 1)
    for edge in edges {
      guard (0..<nodes).contains(edge.from), (0..<nodes).contains(edge.to) else {
        throw AttributionError(.invalidIndex, "edges")
      }
      guard edge.weight >= 0, edge.weight.isFinite else { throw AttributionError(.invalidWeight, "edges") }
      outgoing[edge.from] += edge.weight
      starts[edge.to + 1] += 1
    }
    for node in 0..<nodes { starts[node + 1] += starts[node] }
    var next = starts
    var sources = [Int32](repeating: 0, count: edges.count)
    var parts = [Double](repeating: 0, count: edges.count)
    for edge in edges {
      sources[next[edge.to]] = Int32(edge.from)
      parts[next[edge.to]] = outgoing[edge.from] > 0 ? edge.weight / outgoing[edge.from] : 0
      next[edge.to] += 1
    }
    self.nodes = nodes
    self.starts = starts
    self.sources = sources
    self.parts = parts
    self.dangling = (0..<nodes).filter { outgoing[$0] <= 0 }.map { Int32($0) }
  }
}
