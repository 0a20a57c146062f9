/// Selection by Bayesian false discovery rate (Newton et al. 2004; Mueller et al. 2004).
///
/// Candidates are sorted by local rate 1 - p, ties by their order, and the longest prefix whose mean local rate is <= q is
/// selected. Valid under any dependence, which shares within one team have.
public struct BayesianFalseDiscovery: Sendable {
  /// Candidate indices, most probable first.
  public let order: [Int]
  /// `running[k]` is the expected false share when the first k + 1 of `order` are selected.
  public let running: [Double]

  /// - Parameter posteriors: the probability that each candidate is true, in [0, 1].
  /// - Complexity: O(n log n).
  public init(posteriors: [Double]) {
    order = posteriors.indices.sorted {
      posteriors[$0] == posteriors[$1] ? $0 < $1 : posteriors[$0] > posteriors[$1]
    }
    var sum = CompensatedSum()
    var running = [Double]()
    running.reserveCapacity(order.count)
    for (position, candidate) in order.enumerated() {
      sum.add(1 - posteriors[candidate])
      running.append(sum.value / Double(position + 1))
    }
    self.running = running
  }

  /// How many of `order` may be selected at rate q.
  public func count(at q: Double) -> Int {
    // Rates ascend, so the running mean ascends too and the last position within q ends the longest prefix.
    (running.lastIndex { $0 <= q } ?? -1) + 1
  }

  /// The selected candidates at rate q, most probable first.
  public func selected(at q: Double) -> [Int] { Array(order.prefix(count(at: q))) }
}
