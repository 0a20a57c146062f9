import Glibc

/// The Beta distribution: the marginal of one share under a Dirichlet posterior.
///
/// share_i of Dirichlet(alpha) ~ Beta(alpha_i, A - alpha_i), A = sum alpha.
public struct BetaDistribution: Sendable {
  public let a: Double
  public let b: Double

  /// - Returns: nil unless both parameters are finite and > 0.
  public init?(a: Double, b: Double) {
    guard a > 0, b > 0, a.isFinite, b.isFinite else { return nil }
    self.a = a
    self.b = b
  }

  public var mean: Double { a / (a + b) }

  public var variance: Double { a * b / ((a + b) * (a + b) * (a + b + 1)) }

  /// P(X <= x), the regularised incomplete beta function I_x(a, b), to about 1e-14.
  ///
  /// Continued fraction by Lentz's method on the side where it converges fast (Didonato and Morris 1992).
  /// - Complexity: O(sqrt(max(a, b))).
  public func cumulative(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)
    if x < (a + 1) / (a + b + 2) {
      return exp(logFront) * continuedFraction(x, a, b) / a
    }
    return 1 - exp(logFront) * continuedFraction(1 - x, b, a) / b
  }

  /// The density at x in (0, 1); 0 outside.
  public func density(_ x: Double) -> Double {
    guard x > 0, x < 1 else { return 0 }
    return exp(logGamma(a + b) - logGamma(a) - logGamma(b) + (a - 1) * log(x) + (b - 1) * log1p(-x))
  }

  /// The x with P(X <= x) = p: Newton steps kept inside a shrinking bracket, so it always converges.
  ///
  /// NaN for p outside [0, 1].
  /// - Complexity: O(200) evaluations of `cumulative` at most, about 8 as a rule.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return 1 }
    var low = 0.0
    var high = 1.0
    var x = mean
    for _ in 0..<200 {
      let error = cumulative(x) - p
      if error == 0 { return x }
      if error > 0 { high = x } else { low = x }
      let slope = density(x)
      var next = slope > 0 ? x - error / slope : .nan
      if !(next > low && next < high) {
        // Halve on the logarithmic scale while the bracket spans decades: a small `a` puts quantiles near 1e-80.
        next = high > 2 * low ? (max(low, 1e-300) * high).squareRoot() : low + (high - low) / 2
      }
      if (next - x).magnitude <= 4 * next.ulp { return next }
      x = next
    }
    return x
  }

  private func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if d.magnitude < tiny { d = tiny }
    d = 1 / d
    var result = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + even * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + even / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + odd * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + odd / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      result *= factor
      if (factor - 1).magnitude < 1e-16 { break }
    }
    return result
  }
}
