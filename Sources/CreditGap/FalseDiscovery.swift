import Statistics

/// Ranks of candidates by probability, and how many may be selected at both rates.
struct FalseDiscovery {
  /// Position of each candidate in falling order of probability.
  let rank: [Int]
  /// Mean chance of being wrong of everything up to a rank.
  let running: [Double]
  let flags: Int
  let watches: Int

  /// - Complexity: O(n log n).
  init(_ probabilities: [Double]) {
    let discovery = BayesianFalseDiscovery(posteriors: probabilities)
    var rank = [Int](repeating: 0, count: probabilities.count)
    for (place, candidate) in discovery.order.enumerated() { rank[candidate] = place }
    self.rank = rank
    running = discovery.running
    flags = discovery.count(at: FindingSelection.flagRate)
    watches = discovery.count(at: FindingSelection.watchRate)
  }
}
