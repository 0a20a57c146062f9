extension CoalitionGame {
  /// The game in which only connected players can cooperate: the worth of a coalition is the sum over its components.
  ///
  /// Its Shapley value is the Myerson value. Source: Myerson 1977, Graphs and cooperation in games.
  /// - Parameter edges: undirected pairs of players.
  /// - Throws: `invalidIndex`.
  /// - Complexity: O(2^n n).
  public func restricted(to edges: [(Int, Int)]) throws(AttributionError) -> CoalitionGame {
    var neighbours = [Int](repeating: 0, count: players)
    for (first, second) in edges {
      guard (0..<players).contains(first), (0..<players).contains(second) else {
        throw AttributionError(.invalidIndex, "edges")
      }
      neighbours[first] |= 1 << second
      neighbours[second] |= 1 << first
    }
    let base = worths[0]
    let restricted = worths.indices.map { mask in
      var rest = mask
      var total = base
      while rest != 0 {
        var component = rest & -rest
        var frontier = component
        while frontier != 0 {
          let player = frontier.trailingZeroBitCount
          frontier &= frontier - 1
          let reached = neighbours[player] & rest & ~component
          component |= reached
          frontier |= reached
        }
        total += worths[component] - base
        rest &= ~component
      }
      return total
    }
    return try CoalitionGame(worths: restricted)
  }

  /// The Myerson value: see `restricted(to:)`.
  public func myerson(edges: [(Int, Int)]) throws(AttributionError) -> [Double] {
    try restricted(to: edges).shapley()
  }
}
