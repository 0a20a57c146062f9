import Glibc
import Statistics

/// Team output as a power mean of its members' strengths (Ahmadpoor, Jones 2019, Decoding team and individual impact).
public enum HolderMean {
  /// scale ((1/n) sum of a_i^rho)^(1/rho); rho = 0 is the geometric mean, -1 the harmonic.
  /// - Throws: `invalidWeight` unless every strength is finite and > 0, `invalidParameter`.
  public static func output(
    strengths: [Double], rho: Double, scale: Double = 1
  ) throws(AttributionError) -> Double {
    try check(strengths, rho)
    let count = Double(strengths.count)
    if rho == 0 { return scale * exp(compensatedSum(strengths.map { log($0) }) / count) }
    return scale * pow(compensatedSum(strengths.map { pow($0, rho) }) / count, 1 / rho)
  }

  /// d log output / d log a_i = a_i^rho / sum of a_j^rho; sum 1.
  ///
  /// Never credit: for rho < 0 the weakest member has the largest elasticity.
  /// - Throws: as `output`.
  public static func elasticities(strengths: [Double], rho: Double) throws(AttributionError) -> [Double] {
    try check(strengths, rho)
    return Composition.softmax(strengths.map { rho * log($0) })
  }

  private static func check(_ strengths: [Double], _ rho: Double) throws(AttributionError) {
    guard !strengths.isEmpty, strengths.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw AttributionError(.invalidWeight, "strengths")
    }
    guard rho.isFinite else { throw AttributionError(.invalidParameter, "rho") }
  }
}
