import Statistics

/// A game that is asked for worths one coalition at a time, for more players than a table can hold.
///
/// Estimates are functions of the seed: they stop by count and do not depend on the machine. Up to 16 players use
/// `CoalitionGame`, which is exact and cheaper than any sample.
public struct SampledGame {
  public static let largest = 63

  public let players: Int
  private let worth: (UInt64) -> Double

  /// - Parameter worth: a finite worth for any mask of players; called many times, so it should be cheap and pure.
  /// - Throws: `tooManyPlayers` above 63, `invalidParameter` below 2.
  public init(players: Int, worth: @escaping (UInt64) -> Double) throws(AttributionError) {
    guard players >= 2 else { throw AttributionError(.invalidParameter, "players") }
    guard players <= Self.largest else { throw AttributionError(.tooManyPlayers, "players") }
    self.players = players
    self.worth = worth
  }

  /// An estimate with its cost.
  public struct Value: Sendable {
    /// Estimated Shapley values; their sum is v(N) - v(nobody).
    public let values: [Double]
    /// One per player; empty for Leverage SHAP, whose error the permutations tell.
    public let standardErrors: [Double]
    public let evaluations: Int
  }

  /// Paired Leverage SHAP: weighted least squares over coalitions of every size and their complements.
  ///
  /// Leverage scores of coalitions depend on size alone and give every size the same mass, so the budget is spread evenly over
  /// pairs of sizes (s, n - s); within a size coalitions are drawn without replacement, and a size that the budget covers is
  /// enumerated. The efficiency constraint is built in. Source: Musco, Witter 2025, Provably accurate Shapley value estimation
  /// via leverage score sampling; strata by size with their means taken out are ours.
  /// - Parameter budget: evaluations, at least 2 n.
  /// - Throws: `invalidParameter` for a smaller budget or when the sample does not identify every player.
  /// - Complexity: O(budget n^2 + n^3).
  public func leverageShap(budget: Int, seed: UInt64) throws(AttributionError) -> Value {
    guard budget >= 2 * players else { throw AttributionError(.invalidParameter, "budget") }
    let everyone = (UInt64(1) << UInt64(players)) - 1
    let base = worth(0)
    let total = worth(everyone) - base
    var evaluations = 2
    var normal = Matrix(rows: players, columns: players)
    var right = [Double](repeating: 0, count: players)
    // Scarce sizes first, so that what they leave is spread over the others.
    let sizes = strata()
    var pairs = (budget - 2) / 2
    for (position, stratum) in sizes.enumerated() {
      let wanted = Int(min(stratum.available, Double(pairs / (sizes.count - position))))
      guard wanted >= 1 else { continue }
      pairs -= wanted
      let isMiddle = 2 * stratum.size == players
      let masks = coalitions(stratum.size, wanted, available: stratum.available, isMiddle: isMiddle, seed: seed)
      let part = Double(stratum.size) / Double(players)
      var rows = masks.map { centred($0, part) }
      // Half the difference of a coalition and its complement: interactions of even order cancel.
      var odd = masks.map { mask -> Double in
        let difference = worth(mask) - worth(everyone & ~mask)
        return (difference - total * (2 * part - 1)) / 2
      }
      evaluations += 2 * wanted
      if !isMiddle && wanted > players {
        // Over all coalitions of one size both means are 0 or have no effect, so taking the sample's means out removes noise
        // of sampling (a function of size alone) and no signal.
        let means = (0..<players).map { player in compensatedSum(rows.lazy.map { $0[player] }) / Double(wanted) }
        let mean = compensatedSum(odd) / Double(wanted)
        for index in rows.indices {
          for player in 0..<players { rows[index][player] -= means[player] }
          odd[index] -= mean
        }
      }
      let kernel = Double(stratum.size) * Double(players - stratum.size)
      let weight = (isMiddle ? 1.0 : 2.0) / (kernel * Double(wanted))
      for (row, value) in zip(rows, odd) {
        for i in 0..<players {
          right[i] += weight * row[i] * value
          for j in 0...i { normal[i, j] += weight * row[i] * row[j] }
        }
      }
    }
    // The centred rows leave the constant direction free; 1 1' fills it without touching the answer.
    var scale = 0.0
    for player in 0..<players { scale = max(scale, normal[player, player]) }
    for row in 0..<players { for column in 0...row { normal[row, column] += scale / Double(players) } }
    guard let factor = Cholesky(normal) else { throw AttributionError(.invalidParameter, "budget") }
    let deviations = factor.solve(right)
    let drift = compensatedSum(deviations) / Double(players)
    return Value(
      values: deviations.map { $0 - drift + total / Double(players) }, standardErrors: [], evaluations: evaluations)
  }

  /// Antithetic permutations: each random order is also walked backwards, and the pair's mean is one draw.
  ///
  /// Unbiased, with a standard error: the independent check of `leverageShap`. Source: Castro et al. 2009; Mitchell et al. 2022.
  /// - Parameter budget: evaluations; the number of pairs is budget / (2 (n - 1)), at least 2.
  /// - Complexity: O(budget).
  public func permutations(budget: Int, seed: UInt64) throws(AttributionError) -> Value {
    let pairs = (budget - 2) / (2 * (players - 1))
    guard pairs >= 2 else { throw AttributionError(.invalidParameter, "budget") }
    let base = worth(0)
    let total = worth((UInt64(1) << UInt64(players)) - 1)
    var generator = CounterGenerator(seed: seed, stream: stableHash("permutations"))
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: players)
    var squares = sums
    for _ in 0..<pairs {
      var order = Array(0..<players)
      generator.shuffle(&order)
      var draw = [Double](repeating: 0, count: players)
      for direction in [order, order.reversed()] {
        var mask: UInt64 = 0
        var previous = base
        for (position, player) in direction.enumerated() {
          mask |= 1 << UInt64(player)
          let next = position == players - 1 ? total : worth(mask)
          draw[player] += (next - previous) / 2
          previous = next
        }
      }
      for player in 0..<players {
        sums[player].add(draw[player])
        squares[player].add(draw[player] * draw[player])
      }
    }
    let count = Double(pairs)
    let means = sums.map { $0.value / count }
    let errors = zip(squares, means).map {
      (max(0, $0.value / count - $1 * $1) / (count - 1)).squareRoot()
    }
    return Value(values: means, standardErrors: errors, evaluations: 2 + pairs * 2 * (players - 1))
  }

  /// Sizes 1 ... n/2 with the pairs available to each, scarce ones first.
  private func strata() -> [(size: Int, available: Double)] {
    let strata: [(size: Int, available: Double)] = (1...players / 2).map { ($0, available($0)) }
    return strata.sorted { left, right in
      if left.available != right.available { return left.available < right.available }
      return left.size < right.size
    }
  }

  private func centred(_ mask: UInt64, _ part: Double) -> [Double] {
    (0..<players).map { player in (mask >> UInt64(player)) & 1 == 1 ? 1 - part : -part }
  }

  /// Pairs of a coalition of this size and its complement; in the middle a complement has the same size.
  private func available(_ size: Int) -> Double {
    2 * size == players ? Self.choose(players, size) / 2 : Self.choose(players, size)
  }

  /// Distinct coalitions of one size, in a fixed order; in the middle only those with player 0, one of each pair.
  private func coalitions(
    _ size: Int, _ wanted: Int, available: Double, isMiddle: Bool, seed: UInt64
  ) -> [UInt64] {
    if Double(wanted) >= available {
      let everyone = UInt64(1) << UInt64(players)
      var masks = [UInt64]()
      var mask = (UInt64(1) << UInt64(size)) - 1
      while mask < everyone {
        if !isMiddle || mask & 1 == 1 { masks.append(mask) }
        // The next mask with as many bits (Gosper's hack).
        let lowest = mask & (0 &- mask)
        let ripple = mask + lowest
        mask = ((mask ^ ripple) >> 2) / lowest | ripple
      }
      return masks
    }
    var generator = CounterGenerator(seed: seed, stream: stableHash(UInt64(size), 0x5AFE))
    // Membership only is asked of the set; its order is never seen.
    var seen = Set<UInt64>()
    var masks = [UInt64]()
    while masks.count < wanted {
      var mask: UInt64 = 0
      // Floyd's algorithm: a uniform subset with `size` draws.
      for top in players - size..<players {
        let pick = UInt64(1) << UInt64(generator.index(below: top + 1))
        mask |= mask & pick == 0 ? pick : UInt64(1) << UInt64(top)
      }
      if isMiddle && mask & 1 == 0 { mask = ((UInt64(1) << UInt64(players)) - 1) & ~mask }
      if seen.insert(mask).inserted { masks.append(mask) }
    }
    return masks
  }

  /// The number of subsets of a size, as a double: exact where it matters, large where it does not.
  private static func choose(_ n: Int, _ k: Int) -> Double {
    var result = 1.0
    for step in 0..<k { result = (result * Double(n - step) / Double(step + 1)).rounded() }
    return result
  }
}
