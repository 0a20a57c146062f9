import Glibc

/// Several models' shares as one, with the exact piece that each model explains.
///
/// `pieces[m][i]` sums over m to `shares[i]`.
public struct OpinionPool: Sendable {
  public let shares: [Double]
  public let pieces: [[Double]]

  /// The linear pool (Stone 1961): share_i = sum_m weight_m x_mi.
  ///
  /// It leaves a member's share alone when only others' reports move.
  /// - Parameters:
  ///   - models: shares by model, all of one length.
  ///   - weights: one per model, >= 0, sum 1.
  public static func linear(_ models: [[Double]], weights: [Double]) -> OpinionPool {
    precondition(models.count == weights.count)
    let pieces = zip(models, weights).map { model, weight in model.map { $0 * weight } }
    return OpinionPool(shares: columnSums(pieces), pieces: pieces)
  }

  /// The log pool (Genest, Zidek 1986): the closed weighted geometric mean, Aitchison's weighted mean.
  ///
  /// Its numerator is homogeneous of degree one in the models, so by Euler model m explains weight_m share_i exactly.
  /// Shares must be > 0: see `Composition.replacingZeros`.
  public static func logarithmic(_ models: [[Double]], weights: [Double]) -> OpinionPool {
    precondition(models.count == weights.count && !models.isEmpty)
    let logs = models[0].indices.map { member in
      var sum = CompensatedSum()
      for (model, weight) in zip(models, weights) { sum.add(weight * log(model[member])) }
      return sum.value
    }
    let shares = Composition.softmax(logs)
    return OpinionPool(shares: shares, pieces: weights.map { weight in shares.map { $0 * weight } })
  }

  private static func columnSums(_ pieces: [[Double]]) -> [Double] {
    guard let first = pieces.first else { return [] }
    return first.indices.map { member in compensatedSum(pieces.lazy.map { $0[member] }) }
  }
}
