public import Statistics

extension CoalitionGame {
  /// The Shapley value: the mean of a player's marginal contributions over all orders of arrival.
  ///
  /// phi_i = sum over S with i of c(S) - sum over S of b(S), b(S) = v(S) s!(n-1-s)!/n!, c(S) = b(S) + v(S) (s-1)!(n-s)!/n!. One
  /// fold halves the table of c once a player, so all players cost 2^(n+1) additions in place of n 2^n.
  /// Source: Shapley 1953, A value for n-person games.
  /// - Complexity: O(2^n) time and memory.
  public func shapley() -> [Double] {
    guard players > 0 else { return [] }
    let arrival = Self.arrivalWeights(players)
    // Worths less v(nobody): the value does not change and the constant's rounding error is gone.
    let base = worths[0]
    var leaving = CompensatedSum()
    var table = [Double](repeating: 0, count: worths.count)
    for mask in 1..<worths.count {
      let size = mask.nonzeroBitCount
      let worth = worths[mask] - base
      let outside = size < players ? arrival[size] * worth : 0
      leaving.add(outside)
      table[mask] = outside + arrival[size - 1] * worth
    }
    let out = leaving.value
    return Self.memberSums(table, players).map { $0 - out }
  }

  /// The Banzhaf value: the mean of a player's marginal contributions over all coalitions of the others.
  ///
  /// Does not add up to v(N). Source: Penrose 1946; Banzhaf 1965.
  /// - Complexity: O(2^n).
  public func banzhaf() -> [Double] {
    guard players > 0 else { return [] }
    let base = worths[0]
    let table = worths.map { $0 - base }
    let total = compensatedSum(table)
    let scale = Double(sign: .plus, exponent: 1 - players, significand: 1)
    return Self.memberSums(table, players).map { (2 * $0 - total) * scale }
  }

  /// Banzhaf values divided by their sum; nil when the sum is not positive.
  public func normalisedBanzhaf() -> [Double]? {
    let raw = banzhaf()
    let total = compensatedSum(raw)
    return total > 0 ? raw.map { $0 / total } : nil
  }

  /// The pairwise Shapley interaction index: how much more two players are worth together than apart.
  ///
  /// I_ij = sum over S without i, j of s!(n-s-2)!/(n-1)! (v(S+ij) - v(S+i) - v(S+j) + v(S)).
  /// Source: Grabisch, Roubens 1999.
  /// - Returns: a symmetric matrix with an empty diagonal (zeros).
  /// - Complexity: O(n^2 2^n).
  public func shapleyInteraction() -> Matrix {
    var result = Matrix(rows: players, columns: players)
    guard players >= 2 else { return result }
    let weights = Self.arrivalWeights(players - 1)
    for i in 0..<players {
      for j in i + 1..<players {
        let both = 1 << i | 1 << j
        var sum = CompensatedSum()
        for mask in worths.indices where mask & both == 0 {
          let synergy = worths[mask | both] - worths[mask | 1 << i] - worths[mask | 1 << j] + worths[mask]
          sum.add(weights[mask.nonzeroBitCount] * synergy)
        }
        result[i, j] = sum.value
        result[j, i] = sum.value
      }
    }
    return result
  }

  /// s! (n - 1 - s)! / n! for s = 0 ..< n: the chance that a player arrives right after a given coalition of size s.
  static func arrivalWeights(_ players: Int) -> [Double] {
    var weights = [Double](repeating: 1 / Double(players), count: players)
    for size in stride(from: 1, to: players, by: 1) {
      weights[size] = weights[size - 1] * Double(size) / Double(players - size)
    }
    return weights
  }

  /// For each player the sum of the table over coalitions with that player, by folding the table in half once a player.
  private static func memberSums(_ values: [Double], _ players: Int) -> [Double] {
    var table = values
    var sums = [Double](repeating: 0, count: players)
    var half = values.count / 2
    for player in stride(from: players - 1, through: 0, by: -1) {
      var sum = 0.0
      for mask in 0..<half {
        let with = table[half + mask]
        sum += with
        table[mask] += with
      }
      sums[player] = sum
      half /= 2
    }
    return sums
  }
}
