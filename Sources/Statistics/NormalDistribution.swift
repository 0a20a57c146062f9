import Glibc

/// P(Z <= z) for a standard normal Z, by the complementary error function (relative accuracy in both tails).
public func normalCumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

/// The z with P(Z <= z) = p; -infinity at 0, infinity at 1, NaN outside [0, 1].
///
/// Acklam's rational approximation (2003, relative error 1.2e-9) and one Halley step, which brings it to about 1e-15.
/// - Complexity: O(1).
public func normalQuantile(_ p: Double) -> Double {
  guard p >= 0, p <= 1 else { return .nan }
  if p == 0 { return -.infinity }
  if p == 1 { return .infinity }
  // Work in the lower half so that the residual keeps its relative accuracy in the tail.
  if p > 0.5 { return -normalQuantile(1 - p) }
  var z: Double
  if p < 0.02425 {
    let q = (-2 * log(p)).squareRoot()
    let top =
      ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
        + 4.374664141464968) * q + 2.938163982698783
    let bottom =
      (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1
    z = top / bottom
  } else {
    let q = p - 0.5
    let r = q * q
    let top =
      ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r + 1.383577518672690e+02)
        * r - 3.066479806614716e+01) * r + 2.506628277459239
    let bottom =
      ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r + 6.680131188771972e+01)
        * r - 1.328068155288572e+01) * r + 1
    z = top * q / bottom
  }
  let error = normalCumulative(z) - p
  let step = error * (2 * Double.pi).squareRoot() * exp(z * z / 2)
  if step.isFinite { z -= step / (1 + z * step / 2) }
  return z
}
