public import Attribution

/// How often credit records of this company are off, and by how much: learned from all of them at once.
///
/// ln(credit / share) is normal around 0 with one of the `CreditComparison.errorScales`, in unknown proportions. The proportions are
/// found by expectation maximisation over every author of the company (a two-groups model, Efron 2008; adaptive shrinkage,
/// Stephens 2017). Where records are mostly right, a far estimate is more likely an error of the estimate: without
/// this, the share of false findings grows without bound as true errors become rare.
/// Key results whose authors all hold the same credit are learned apart: equal credit is mostly habit, not judgement.
public struct CreditErrorMixture: Sendable, Equatable {
  /// Proportion of each error scale among records that differ, sum 1.
  public let differing: [Double]
  /// The same among records that give all authors the same.
  public let equal: [Double]

  /// - Complexity: O(100 x comparisons).
  public init(differing: [CreditComparison.View], equal: [CreditComparison.View]) {
    self.differing = Self.proportions(differing)
    self.equal = Self.proportions(equal)
  }

  /// P(over-credited) and P(under-credited) of one author.
  public func probabilities(_ view: CreditComparison.View, isEqual: Bool) -> (over: Double, under: Double) {
    let weights = Self.weights(view.likelihood, isEqual ? equal : differing)
    var over = 0.0
    var under = 0.0
    for place in weights.indices {
      over += weights[place] * view.over[place]
      under += weights[place] * view.under[place]
    }
    guard isEqual else { return (over, under) }
    return ((over + view.plainOver) / 2, (under + view.plainUnder) / 2)
  }

  private static func weights(_ likelihood: [Double], _ proportions: [Double]) -> [Double] {
    let joint = zip(likelihood, proportions).map { $0 * $1 }
    let total = joint.reduce(0, +)
    return total > 0 ? joint.map { $0 / total } : proportions
  }

  private static func proportions(_ views: [CreditComparison.View]) -> [Double] {
    let scales = CreditComparison.errorScales.count
    let rows = views.map(\.likelihood).filter { $0.count == scales }
    var proportions = [Double](repeating: 1 / Double(scales), count: scales)
    for _ in 0..<100 {
      // One pseudo-author per scale keeps every scale possible.
      var sums = [Double](repeating: 1, count: scales)
      for row in rows {
        for (place, weight) in weights(row, proportions).enumerated() { sums[place] += weight }
      }
      let total = sums.reduce(0, +)
      proportions = sums.map { $0 / total }
    }
    return proportions
  }
}
