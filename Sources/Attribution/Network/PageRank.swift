import Statistics

/// The stationary weight of a walk that follows edges and sometimes jumps: PageRank, and with a seed vector the form of CredRank.
///
/// x = (1 - d) t + d (P'x + t sum of x over dangling nodes), t the teleport vector. Source: Page, Brin, Motwani, Winograd 1999;
/// personalised form and CredRank: SourceCred.
public struct PageRank: Sendable {
  /// One weight per node, sum 1.
  public let ranks: [Double]
  public let iterations: Int

  /// - Parameters:
  ///   - damping: d in [0, 1).
  ///   - teleport: where jumps land, >= 0 with a positive sum; nil for everywhere alike.
  ///   - tolerance: stops when the sum of absolute changes is at most this.
  /// - Throws: `invalidParameter`, `lengthMismatch`, `invalidWeight`.
  /// - Complexity: O(iterations x edges); the error falls by d an iteration.
  public init(
    _ graph: WeightedGraph, damping: Double = 0.85, teleport: [Double]? = nil, tolerance: Double = 1e-13
  ) throws(AttributionError) {
    guard damping >= 0, damping < 1 else { throw AttributionError(.invalidParameter, "damping") }
    let nodes = graph.nodes
    let start = teleport ?? [Double](repeating: 1, count: nodes)
    guard start.count == nodes else { throw AttributionError(.lengthMismatch, "teleport") }
    guard nodes > 0 else {
      ranks = []
      iterations = 0
      return
    }
    guard let jump = Composition.closed(start) else { throw AttributionError(.invalidWeight, "teleport") }
    var current = jump
    var next = current
    var steps = 0
    while steps < 10_000 {
      steps += 1
      var loose = CompensatedSum()
      for node in graph.dangling { loose.add(current[Int(node)]) }
      let lost = 1 - damping + damping * loose.value
      var change = 0.0
      for node in 0..<nodes {
        var sum = 0.0
        for edge in graph.starts[node]..<graph.starts[node + 1] {
          sum += graph.parts[edge] * current[Int(graph.sources[edge])]
        }
        next[node] = damping * sum + lost * jump[node]
        change += (next[node] - current[node]).magnitude
      }
      swap(&current, &next)
      if change <= tolerance { break }
    }
    let total = compensatedSum(current)
    ranks = current.map { $0 / total }
    iterations = steps
  }
}
