/// The Bayesian bootstrap (Rubin 1981): records get Dirichlet(1, ..., 1) weights in place of resampling counts.
public enum BayesianBootstrap {
  /// The exact posterior mean and variance of the weighted mean: x-bar and sum (x - x-bar)^2 / (n (n + 1)).
  ///
  /// nil for no values.
  /// - Complexity: O(n).
  public static func moments(_ values: [Double]) -> (mean: Double, variance: Double)? {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = compensatedSum(values) / count
    let squares = compensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) })
    return (mean, squares / (count * (count + 1)))
  }

  /// One draw of weights: n exponentials over their sum.
  /// - Complexity: O(n).
  public static func weights(_ count: Int, using generator: inout CounterGenerator) -> [Double] {
    var draws = [Double]()
    draws.reserveCapacity(count)
    for _ in 0..<count { draws.append(generator.exponential()) }
    let total = compensatedSum(draws)
    return draws.map { $0 / total }
  }
}
