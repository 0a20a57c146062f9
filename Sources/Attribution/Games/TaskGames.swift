import Glibc
import Statistics

/// Shapley values of usual games of one task.
public enum TaskGames {
  /// Any success is enough: g(S) = 1 - prod over S of (1 - p_i).
  ///
  /// phi_i = p_i int over q in [0, 1] of prod over others of (1 - q p_j), exact with ceil(n/2) Gauss-Legendre nodes (Owen 1972).
  /// - Throws: `invalidWeight` unless every p is in [0, 1].
  /// - Complexity: O(n^2).
  public static func noisyOr(_ probabilities: [Double]) throws(AttributionError) -> [Double] {
    guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw AttributionError(.invalidWeight, "probabilities")
    }
    guard !probabilities.isEmpty else { return [] }
    let rule = GaussLegendre(count: GaussLegendre.nodes(forDegree: probabilities.count - 1))
    return probabilities.indices.map { player in
      probabilities[player]
        * rule.integrate { q in
          var miss = 1.0
          for other in probabilities.indices where other != player { miss *= 1 - q * probabilities[other] }
          return miss
        }
    }
  }

  /// Effort counts up to what the task needs: g(S) = min(1, sum of effort / required), for whole units.
  ///
  /// Counts coalitions by size and capped total, so the cost does not grow with 2^n.
  /// - Throws: `invalidWeight`, `invalidParameter`.
  /// - Complexity: O(n^3 required).
  public static func cappedLinear(effort: [Int], required: Int) throws(AttributionError) -> [Double] {
    guard effort.allSatisfy({ $0 >= 0 }) else { throw AttributionError(.invalidWeight, "effort") }
    guard required >= 1 else { throw AttributionError(.invalidParameter, "required") }
    let players = effort.count
    guard players > 0 else { return [] }
    let arrival = CoalitionGame.arrivalWeights(players)
    let width = required + 1
    return effort.indices.map { player in
      var counts = [Double](repeating: 0, count: players * width)
      counts[0] = 1
      var members = 0
      for (other, units) in effort.enumerated() where other != player {
        for size in stride(from: members, through: 0, by: -1) {
          for total in 0..<width {
            counts[(size + 1) * width + min(required, total + units)] += counts[size * width + total]
          }
        }
        members += 1
      }
      var value = CompensatedSum()
      for size in 0..<players {
        for total in 0..<required {
          let gain = min(required, total + effort[player]) - total
          value.add(arrival[size] * counts[size * width + total] * Double(gain) / Double(required))
        }
      }
      return value.value
    }
  }

  /// g(S) = sum of effort: everybody gets the own effort, as a part of the whole (equal parts of 0 effort).
  /// - Throws: `invalidWeight`.
  public static func linear(effort: [Double]) throws(AttributionError) -> [Double] {
    try check(effort)
    let total = compensatedSum(effort)
    return effort.map { total > 0 ? $0 / total : 1 / Double(effort.count) }
  }

  /// Constant elasticity of substitution: g(S) = ((1/n) sum over S of e_i^rho)^(1/rho), n = all players.
  ///
  /// An absent member is one with no effort. By subsets, so at most 20 players.
  /// - Parameter rho: > 0; 1 is linear, below 1 efforts complement each other.
  /// - Throws: `invalidWeight`, `invalidParameter`, `tooManyPlayers`.
  /// - Complexity: O(2^n).
  public static func constantElasticity(effort: [Double], rho: Double) throws(AttributionError) -> [Double] {
    try check(effort)
    guard rho > 0, rho.isFinite else { throw AttributionError(.invalidParameter, "rho") }
    let powers = effort.map { pow($0, rho) }
    let scale = 1 / Double(max(1, effort.count))
    return try CoalitionGame(players: effort.count) { mask in
      var sum = 0.0
      for player in powers.indices where mask >> UInt64(player) & 1 == 1 { sum += powers[player] }
      return pow(scale * sum, 1 / rho)
    }.shapley()
  }

  /// All or nothing: g(S) = 1 where the effort in S reaches what is required, for whole units.
  /// - Throws: `invalidWeight`, `invalidParameter`.
  public static func threshold(effort: [Int], required: Int) throws(AttributionError) -> [Double] {
    try WeightedVoting(weights: effort, quota: required).shapley
  }

  /// One author and the supporters of the work: v(S) = worth [author in S] (1 - kappa (prod over S (1 - s_k) - prod over all)).
  ///
  /// - Returns: the author's value, then the supporters'; sum = worth.
  /// - Throws: `invalidWeight`, `invalidParameter`.
  /// - Complexity: O(n^2).
  public static func authorGate(
    worth: Double, kappa: Double, detection: [Double]
  ) throws(AttributionError) -> [Double] {
    guard worth >= 0, worth.isFinite, detection.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw AttributionError(.invalidWeight, "detection")
    }
    guard kappa >= 0, kappa <= 1 else { throw AttributionError(.invalidParameter, "kappa") }
    let rule = GaussLegendre(count: GaussLegendre.nodes(forDegree: detection.count))
    let supporters = detection.indices.map { supporter in
      worth * kappa * detection[supporter]
        * rule.integrate { q in
          var miss = q
          for other in detection.indices where other != supporter { miss *= 1 - q * detection[other] }
          return miss
        }
    }
    return [worth - compensatedSum(supporters)] + supporters
  }

  /// Authors whose effort adds up, times the chance that review finds what is wrong:
  /// v(S) = (sum of effort in S) (1 - kappa prod over reviewers in S (1 - d_r)).
  ///
  /// - Returns: authors' values, then reviewers'; the sum is v of everybody.
  /// - Throws: `invalidWeight`, `invalidParameter`.
  /// - Complexity: O(n^2).
  public static func reviewed(
    effort: [Double], detection: [Double], kappa: Double
  ) throws(AttributionError) -> [Double] {
    try check(effort)
    guard detection.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw AttributionError(.invalidWeight, "detection") }
    guard kappa >= 0, kappa <= 1 else { throw AttributionError(.invalidParameter, "kappa") }
    let rule = GaussLegendre(count: GaussLegendre.nodes(forDegree: detection.count))
    let kept = rule.integrate { q in 1 - kappa * detection.reduce(1) { $0 * (1 - q * $1) } }
    let total = compensatedSum(effort)
    let reviewers = detection.indices.map { reviewer in
      total * kappa * detection[reviewer]
        * rule.integrate { q in
          var miss = q
          for other in detection.indices where other != reviewer { miss *= 1 - q * detection[other] }
          return miss
        }
    }
    return effort.map { $0 * kept } + reviewers
  }

  private static func check(_ effort: [Double]) throws(AttributionError) {
    guard effort.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "effort") }
  }
}
