/// The Dirichlet distribution over shares, with the moments that reports and flags need.
public struct DirichletDistribution: Sendable {
  /// One positive concentration per member, in member order.
  public let alpha: [Double]
  public let total: Double

  /// - Returns: nil for no members or a concentration that is not finite and > 0.
  public init?(alpha: [Double]) {
    guard !alpha.isEmpty, alpha.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    self.alpha = alpha
    self.total = compensatedSum(alpha)
  }

  /// The marginal of one share; nil for a single member, whose share is 1.
  public func marginal(_ member: Int) -> BetaDistribution? {
    BetaDistribution(a: alpha[member], b: total - alpha[member])
  }

  public func mean(_ member: Int) -> Double { alpha[member] / total }

  public func standardDeviation(_ member: Int) -> Double {
    let mean = mean(member)
    return (mean * (1 - mean) / (total + 1)).squareRoot()
  }

  /// E ln share = digamma(alpha_i) - digamma(A).
  public func expectedLogShare(_ member: Int) -> Double { digamma(alpha[member]) - digamma(total) }

  /// Var ln(share_i / share_j) = trigamma(alpha_i) + trigamma(alpha_j).
  public func logRatioVariance(_ member: Int, _ other: Int) -> Double {
    trigamma(alpha[member]) + trigamma(alpha[other])
  }

  /// P(credited / share > ratio) and P(share / credited > ratio) for one member, from the Beta marginal.
  ///
  /// - Parameters:
  ///   - credited: the share on record, >= 0.
  ///   - ratio: a factor > 1.
  public func creditTails(_ member: Int, credited: Double, ratio: Double) -> (
    overCredited: Double, underCredited: Double
  ) {
    guard let marginal = marginal(member) else {
      return (credited > ratio ? 1 : 0, credited * ratio < 1 ? 1 : 0)
    }
    return (marginal.cumulative(credited / ratio), 1 - marginal.cumulative(credited * ratio))
  }
}
