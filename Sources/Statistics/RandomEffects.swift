/// Pooling of estimates that differ by noise and by truth: effect_i ~ N(mu, tau2 + variance_i), shrunk towards mu.
public struct RandomEffects: Sendable {
  /// The variance of the true effects, >= 0.
  public let tau2: Double
  public let mean: Double
  public let standardError: Double
  /// Posterior means mu + tau2 / (tau2 + v_i) (y_i - mu).
  public let shrunk: [Double]

  /// Paule and Mandel 1982: tau2 solves sum (y - mu)^2 / (tau2 + v) = n - 1; 0 when even tau2 = 0 leaves less.
  ///
  /// nil for fewer than two effects or a variance that is not > 0.
  /// - Complexity: O(200 n), by bisection.
  public static func pauleMandel(effects: [Double], variances: [Double]) -> RandomEffects? {
    guard isUsable(effects, variances) else { return nil }
    let freedom = Double(effects.count - 1)
    func excess(_ tau2: Double) -> Double { heterogeneity(effects, variances, tau2).q - freedom }
    if excess(0) <= 0 { return RandomEffects(effects, variances, tau2: 0) }
    var low = 0.0
    var high = 1.0
    while excess(high) > 0 && high < 1e300 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    return RandomEffects(effects, variances, tau2: low + (high - low) / 2)
  }

  /// DerSimonian and Laird 1986: tau2 = (Q - (n - 1)) / (S1 - S2 / S1), at least 0.
  ///
  /// nil for fewer than two effects or a variance that is not > 0.
  public static func derSimonianLaird(effects: [Double], variances: [Double]) -> RandomEffects? {
    guard isUsable(effects, variances) else { return nil }
    let q = heterogeneity(effects, variances, 0).q
    let s1 = compensatedSum(variances.map { 1 / $0 })
    let s2 = compensatedSum(variances.map { 1 / ($0 * $0) })
    let tau2 = max(0, (q - Double(effects.count - 1)) / (s1 - s2 / s1))
    return RandomEffects(effects, variances, tau2: tau2)
  }

  private init(_ effects: [Double], _ variances: [Double], tau2: Double) {
    let (_, mean, weight) = Self.heterogeneity(effects, variances, tau2)
    self.tau2 = tau2
    self.mean = mean
    self.standardError = 1 / weight.squareRoot()
    self.shrunk = zip(effects, variances).map { mean + tau2 / (tau2 + $1) * ($0 - mean) }
  }

  private static func isUsable(_ effects: [Double], _ variances: [Double]) -> Bool {
    effects.count == variances.count && effects.count >= 2 && effects.allSatisfy(\.isFinite)
      && variances.allSatisfy { $0 > 0 && $0.isFinite }
  }

  private static func heterogeneity(
    _ effects: [Double], _ variances: [Double], _ tau2: Double
  ) -> (q: Double, mean: Double, weight: Double) {
    let weights = variances.map { 1 / (tau2 + $0) }
    let weight = compensatedSum(weights)
    let mean = compensatedSum(zip(effects, weights).map { $0 * $1 }) / weight
    let q = compensatedSum(zip(effects, weights).map { ($0 - mean) * ($0 - mean) * $1 })
    return (q, mean, weight)
  }
}
