import Glibc

/// ln Gamma(x) for x > 0, to about 1e-14 relative.
///
/// Stirling's series with Bernoulli terms above x = 12, reached by the recurrence Gamma(x + 1) = x Gamma(x)
/// (Abramowitz and Stegun 6.1.41). The C library's `lgamma` writes a global and is not used.
/// NaN for x <= 0 or NaN.
/// - Complexity: O(1).
public func logGamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  guard x.isFinite else { return x }
  var shifted = x
  var product = 1.0
  while shifted < 12 {
    product *= shifted
    shifted += 1
  }
  let inverse = 1 / shifted
  let square = inverse * inverse
  let series =
    inverse
    * (1.0 / 12 - square
      * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691.0 / 360360)))))
  return (shifted - 0.5) * log(shifted) - shifted + 0.918938533204672742 + series - log(product)
}

/// The digamma function, d/dx ln Gamma(x), for x > 0, to about 1e-14 absolute.
///
/// Recurrence psi(x) = psi(x + 1) - 1/x up to x = 12, then the asymptotic series (Abramowitz and Stegun 6.3.18).
/// NaN for x <= 0 or NaN.
/// - Complexity: O(1).
public func digamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  var shifted = x
  var result = 0.0
  while shifted < 12 {
    result -= 1 / shifted
    shifted += 1
  }
  let square = 1 / (shifted * shifted)
  let series =
    square
    * (1.0 / 12 - square
      * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132 - square * 691.0 / 32760)))))
  return result + log(shifted) - 0.5 / shifted - series
}

/// The trigamma function, d^2/dx^2 ln Gamma(x), for x > 0, to about 1e-14 relative.
///
/// Recurrence up to x = 12, then the asymptotic series (Abramowitz and Stegun 6.4.12). NaN for x <= 0 or NaN.
/// - Complexity: O(1).
public func trigamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  var shifted = x
  var result = 0.0
  while shifted < 12 {
    result += 1 / (shifted * shifted)
    shifted += 1
  }
  let inverse = 1 / shifted
  let square = inverse * inverse
  let series =
    inverse * square
    * (1.0 / 6 - square
      * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * (5.0 / 66 - square * 691.0 / 2730)))))
  return result + inverse + square / 2 + series
}
