/// Sharing the cost of a runway: c(S) = the largest need in S.
public enum AirportGame {
  /// Shapley value in closed form: each step of cost is shared equally by everybody who needs it.
  ///
  /// phi_i = sum over k <= i of (c_k - c_(k-1)) / (n - k + 1) in ascending order of cost. Source: Littlechild, Owen 1973.
  /// - Throws: `invalidWeight` for a cost that is not finite and >= 0.
  /// - Complexity: O(n log n).
  public static func shapley(costs: [Double]) throws(AttributionError) -> [Double] {
    guard costs.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "costs") }
    let order = costs.indices.sorted { costs[$0] == costs[$1] ? $0 < $1 : costs[$0] < costs[$1] }
    var result = [Double](repeating: 0, count: costs.count)
    var paid = 0.0
    var previous = 0.0
    for (position, player) in order.enumerated() {
      paid += (costs[player] - previous) / Double(costs.count - position)
      previous = costs[player]
      result[player] = paid
    }
    return result
  }
}
