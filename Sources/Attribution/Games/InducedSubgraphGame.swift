import Statistics

/// v(S) = sum of the weights of edges with both ends in S; an edge from a player to itself is the player's own worth.
public enum InducedSubgraphGame {
  /// Shapley value in closed form: own worth and half of every edge (Deng, Papadimitriou 1994).
  ///
  /// - Throws: `invalidIndex`, `invalidWeight`.
  /// - Complexity: O(edges).
  public static func shapley(
    players: Int, edges: [(Int, Int, Double)]
  ) throws(AttributionError) -> [Double] {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: players)
    for (first, second, weight) in edges {
      guard (0..<players).contains(first), (0..<players).contains(second) else {
        throw AttributionError(.invalidIndex, "edges")
      }
      guard weight.isFinite else { throw AttributionError(.invalidWeight, "edges") }
      sums[first].add(weight / 2)
      sums[second].add(weight / 2)
    }
    return sums.map(\.value)
  }
}
