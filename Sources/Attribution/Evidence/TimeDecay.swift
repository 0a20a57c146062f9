import Glibc

/// Optional fading of old work: 2^(-age / half-life), where age counts back from the end of the period.
///
/// Off by default: inside a key result's life, recency is a rating bias (models.md, section 1).
public struct TimeDecay: Sendable, Equatable {
  public let halfLifeSeconds: Double
  /// Seconds since 1970 UTC; work finished later has full weight.
  public let asOf: Int64

  /// - Throws: code `invalidParameter` unless the half-life is finite and > 0.
  public init(halfLifeSeconds: Double, asOf: Int64) throws(AttributionError) {
    guard halfLifeSeconds > 0, halfLifeSeconds.isFinite else {
      throw AttributionError(.invalidParameter, "halfLifeSeconds")
    }
    self.halfLifeSeconds = halfLifeSeconds
    self.asOf = asOf
  }

  /// The weight of work finished at a time, in [0, 1]; 1 where the time is unknown (`Int64.min`).
  public func weight(completedAt: Int64) -> Double {
    guard completedAt != .min, completedAt < asOf else { return 1 }
    return exp2(-(Double(asOf) - Double(completedAt)) / halfLifeSeconds)
  }
}
