import Statistics

/// The scoring of WebPA (Loughborough): fractions received, scaled so that the mean is 1.
public struct WebPA: Sendable {
  /// Sum of received fractions x members / submitters, by member; sum = members.
  public let scores: [Double]
  private let submitted: [Bool]

  /// - Parameter marks: a row per rater, own mark included; nil for a member who did not submit. A row of zeros gives nothing.
  /// - Returns: nil when nobody submitted.
  /// - Throws: `lengthMismatch`, `invalidWeight`.
  /// - Complexity: O(n^2).
  public init?(marks: [[Double]?]) throws(AttributionError) {
    let members = marks.count
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: members)
    var submitters = 0
    for row in marks {
      guard let row else { continue }
      guard row.count == members else { throw AttributionError(.lengthMismatch, "marks") }
      guard row.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "marks") }
      let total = compensatedSum(row)
      guard total > 0 else { continue }
      submitters += 1
      for member in 0..<members { sums[member].add(row[member] / total) }
    }
    guard submitters > 0 else { return nil }
    scores = sums.map { $0.value * Double(members) / Double(submitters) }
    submitted = marks.map { $0 != nil }
  }

  /// Scores as shares, sum 1.
  public var shares: [Double] { scores.map { $0 / Double(scores.count) } }

  /// Grades: the group's mark, of which a part is moved by the score; before and after the penalty for not submitting.
  public func grades(
    groupMark: Double, weighting: Double, penalty: Double
  ) -> (intermediate: [Double], final: [Double]) {
    let intermediate = scores.map { groupMark * (1 - weighting) + groupMark * weighting * $0 }
    let final = zip(intermediate, submitted).map { $1 ? $0 : $0 * (1 - penalty) }
    return (intermediate, final)
  }
}
