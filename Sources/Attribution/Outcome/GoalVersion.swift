/// What a key result asked for from some day on; a goal changed in mid-period has several.
public struct GoalVersion: Sendable, Equatable {
  /// Seconds since 1970 UTC.
  public let validFrom: Int64
  /// Weight among the key results of its parent, >= 0.
  public let weight: Double
  public let baseline: Double?
  public let target: Double?

  public init(validFrom: Int64, weight: Double, baseline: Double? = nil, target: Double? = nil) {
    self.validFrom = validFrom
    self.weight = weight
    self.baseline = baseline
    self.target = target
  }

  /// The version in force at a time: the last to begin by then, the later in the list on a tie; nil before the first.
  public static func inForce(_ versions: [GoalVersion], at time: Int64) -> GoalVersion? {
    var found: GoalVersion?
    for version in versions where version.validFrom <= time {
      if let best = found, best.validFrom > version.validFrom { continue }
      found = version
    }
    return found
  }

  /// How much of the goal was reached: (actual - baseline) / (target - baseline), clipped to [0, 1.2].
  ///
  /// A missing baseline is 0. Works for goals that go down. nil without a target, when target and baseline are equal, or when
  /// a value is not finite: then nothing can be said.
  /// Source: models.md, section 5.
  public func attainment(actual: Double) -> Double? {
    guard let target else { return nil }
    let start = baseline ?? 0
    let span = target - start
    guard span != 0, span.isFinite, actual.isFinite else { return nil }
    return min(1.2, max(0, (actual - start) / span))
  }
}
