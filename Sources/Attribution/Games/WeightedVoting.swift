/// Power in a vote: v(S) = 1 where the members' weights reach the quota.
///
/// Counts coalitions by size and weight with a generating function in place of 2^n subsets.
/// Source: Mann, Shapley 1962, Values of large games VI; Shapley, Shubik 1954.
public struct WeightedVoting: Sendable {
  /// Shapley-Shubik index by player, sum 1 when the quota can be reached.
  public let shapley: [Double]
  /// Coalitions that a player turns from losing to winning; exact up to 2^53.
  public let swings: [Double]

  /// - Throws: `invalidWeight` for a negative weight, `invalidParameter` for a quota below 1.
  /// - Complexity: O(d n^2 quota) for d distinct weights.
  public init(weights: [Int], quota: Int) throws(AttributionError) {
    guard weights.allSatisfy({ $0 >= 0 }) else { throw AttributionError(.invalidWeight, "weights") }
    guard quota >= 1 else { throw AttributionError(.invalidParameter, "quota") }
    let players = weights.count
    let arrival = players > 0 ? CoalitionGame.arrivalWeights(players) : []
    var shapley = [Double](repeating: 0, count: players)
    var swings = shapley
    // Players of equal weight have equal power, so one count serves them all.
    let distinct = Set(weights).sorted()
    for weight in distinct {
      guard let player = weights.firstIndex(of: weight) else { continue }
      let counts = Self.counts(weights, without: player, below: quota)
      var index = 0.0
      var swing = 0.0
      for size in 0..<players {
        var pivotal = 0.0
        for total in max(0, quota - weight)..<quota { pivotal += counts[size * quota + total] }
        swing += pivotal
        index += arrival[size] * pivotal
      }
      for other in weights.indices where weights[other] == weight {
        shapley[other] = index
        swings[other] = swing
      }
    }
    self.shapley = shapley
    self.swings = swings
  }

  /// Swings divided by their sum (Banzhaf 1965); nil when nobody has one.
  public var normalisedBanzhaf: [Double]? {
    let total = swings.reduce(0, +)
    return total > 0 ? swings.map { $0 / total } : nil
  }

  /// Number of coalitions of the others at `size * quota + weight`, for weights below the quota.
  private static func counts(_ weights: [Int], without player: Int, below quota: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: weights.count * quota)
    counts[0] = 1
    var members = 0
    for (other, weight) in weights.enumerated() where other != player {
      for size in stride(from: members, through: 0, by: -1) {
        for total in stride(from: quota - 1 - weight, through: 0, by: -1) {
          counts[(size + 1) * quota + total + weight] += counts[size * quota + total]
        }
      }
      members += 1
    }
    return counts
  }
}
