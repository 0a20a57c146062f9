public import Contribution
import Statistics

/// What one key result brings to its people: shares never depend on the outcome, the pot does.
public enum Pot {
  /// Part of the weight that a complete learning record is worth where the trial itself failed.
  public static let learningFloor = 0.6

  /// weight x attainment; for an exploration weight x max(attainment, floor x learning).
  ///
  /// - Parameters:
  ///   - attainment: [0, 1.2]; see `GoalVersion.attainment(actual:)`.
  ///   - learning: [0, 1]; see `LearningCompleteness`.
  /// Source: models.md, section 5.
  public static func value(
    weight: Double, attainment: Double, kind: ObjectiveKind, learning: Double = 0, floor: Double = learningFloor
  ) -> Double {
    kind == .exploration ? weight * max(attainment, floor * learning) : weight * attainment
  }

  /// Each person's sum of pot x share over key results.
  ///
  /// - Parameters:
  ///   - pots: one value per key result.
  ///   - shares: per key result its people (numbers below `people`) and their shares.
  /// - Complexity: O(people + shares).
  public static func credit(pots: [Double], shares: [[(person: Int, share: Double)]], people: Int) -> [Double] {
    precondition(pots.count == shares.count)
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for (pot, members) in zip(pots, shares) {
      for member in members { sums[member.person].add(pot * member.share) }
    }
    return sums.map(\.value)
  }
}
