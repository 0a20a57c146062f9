import Statistics

/// OpenRank of a collaboration network: v = (I - A S)^-1 (I - A) v0.
///
/// Every node keeps `retention` of its initial value and passes the rest along its activity, a `background` part of that by way of
/// one extra node that returns it to all others alike. A = diag(1 - retention); the sum of values is kept.
/// Source: X-lab2017/open-digger, community OpenRank.
public struct OpenRank: Sendable {
  /// Values in the order of `initial`; the background node comes last.
  public let values: [Double]

  /// - Parameters:
  ///   - activity: undirected edges (node, node, weight) among the nodes without the background node.
  ///   - initial: one value > 0 per node, the background node last.
  /// - Throws: `invalidIndex`, `invalidWeight`, `invalidParameter`.
  /// - Complexity: O(n^3): for one key result or repository.
  public init(
    activity: [(Int, Int, Double)], initial: [Double], retention: Double = 0.15, background: Double = 0.05
  ) throws(AttributionError) {
    guard retention > 0, retention <= 1 else { throw AttributionError(.invalidParameter, "retention") }
    guard background >= 0, background <= 1 else { throw AttributionError(.invalidParameter, "background") }
    guard initial.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "initial") }
    let size = initial.count
    guard size >= 2 else { throw AttributionError(.lengthMismatch, "initial") }
    var weights = Matrix(rows: size, columns: size)
    for (first, second, weight) in activity {
      guard (0..<size - 1).contains(first), (0..<size - 1).contains(second) else {
        throw AttributionError(.invalidIndex, "activity")
      }
      guard weight >= 0, weight.isFinite else { throw AttributionError(.invalidWeight, "activity") }
      weights[first, second] += weight
      weights[second, first] += weight
    }
    let hub = size - 1
    // Column j says where node j's value goes; a node without activity sends everything by way of the hub.
    var system = Matrix.identity(size)
    for node in 0..<hub {
      let total = compensatedSum((0..<hub).map { weights[$0, node] })
      for other in 0..<hub where total > 0 {
        system[other, node] -= (1 - retention) * (1 - background) * weights[other, node] / total
      }
      system[hub, node] -= (1 - retention) * (total > 0 ? background : 1)
      system[node, hub] -= (1 - retention) / Double(hub)
    }
    guard let solution = solveLinearSystem(system, initial.map { $0 * retention }) else {
      throw AttributionError(.invalidParameter, "retention")
    }
    values = solution
  }

  /// The value a node starts a month with when it was silent: the last value times 0.85 a missed month.
  public static func inherited(_ value: Double, missedMonths: Int, decay: Double = 0.85) -> Double {
    var result = value
    for _ in 0..<max(0, missedMonths) { result *= decay }
    return result
  }
}
