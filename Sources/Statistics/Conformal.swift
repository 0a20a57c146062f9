/// The split conformal quantile (Vovk et al. 2005; Lei et al. 2018): a band that covers the next score with
/// probability >= 1 - alpha when scores are exchangeable.
public struct ConformalQuantile: Sendable, Equatable {
  /// ceil((n + 1)(1 - alpha)), counted from 1; above n no finite band exists.
  public let index: Int
  /// The index-th smallest score, or infinity.
  public let value: Double

  /// - Parameters:
  ///   - scores: calibration scores in any order, none NaN.
  ///   - alpha: miscoverage in (0, 1).
  /// - Complexity: O(n log n).
  public init(scores: [Double], alpha: Double) {
    precondition(alpha > 0 && alpha < 1)
    let exact = Double(scores.count + 1) * (1 - alpha)
    // (n + 1)(1 - alpha) of decimal alphas often misses an integer by rounding; 1e-9 is far below one score.
    index = Int((exact - 1e-9).rounded(.up))
    value = index <= scores.count ? scores.sorted()[max(index, 1) - 1] : .infinity
  }
}
