import Glibc

/// Operations on compositions: positive parts that sum to 1, of which only ratios matter (Aitchison 1986).
public enum Composition {
  /// Parts divided by their sum; nil unless all parts are finite and >= 0 with a positive sum.
  public static func closed(_ parts: [Double]) -> [Double]? {
    guard parts.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
    let total = compensatedSum(parts)
    guard total > 0, total.isFinite else { return nil }
    return parts.map { $0 / total }
  }

  /// The centred log-ratio: ln x_i minus the mean of ln x; sums to 0. Parts must be > 0.
  public static func centredLogRatio(_ parts: [Double]) -> [Double] {
    let logs = parts.map { log($0) }
    let mean = compensatedSum(logs) / Double(logs.count)
    return logs.map { $0 - mean }
  }

  /// The composition of a vector of logarithms, known up to a constant; the inverse of `centredLogRatio`.
  public static func softmax(_ logs: [Double]) -> [Double] {
    guard let top = logs.max() else { return [] }
    let parts = logs.map { exp($0 - top) }
    let total = compensatedSum(parts)
    return parts.map { $0 / total }
  }

  /// The Aitchison norm |clr x|.
  public static func norm(_ parts: [Double]) -> Double {
    let ratios = centredLogRatio(parts)
    return dotProduct(ratios, ratios).squareRoot()
  }

  /// The Aitchison distance |clr x - clr y|; parts must be > 0 and as many.
  public static func distance(_ left: [Double], _ right: [Double]) -> Double {
    let difference = zip(centredLogRatio(left), centredLogRatio(right)).map { $0 - $1 }
    return dotProduct(difference, difference).squareRoot()
  }

  /// Half the sum of absolute differences, in [0, 1]: the share of an outcome that two divisions place differently.
  public static func totalVariation(_ left: [Double], _ right: [Double]) -> Double {
    precondition(left.count == right.count)
    return compensatedSum(zip(left, right).map { ($0 - $1).magnitude }) / 2
  }

  /// Multiplicative zero replacement (Martin-Fernandez et al. 2003): zeros become delta, the rest x (1 - k delta).
  ///
  /// Ratios of non-zero parts are kept. nil when k delta >= 1.
  public static func replacingZeros(_ parts: [Double], delta: Double) -> [Double]? {
    let zeros = parts.count { $0 == 0 }
    let rest = 1 - Double(zeros) * delta
    guard rest > 0, delta > 0 else { return nil }
    return parts.map { $0 == 0 ? delta : $0 * rest }
  }
}
