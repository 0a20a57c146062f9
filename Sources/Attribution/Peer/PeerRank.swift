import Statistics

/// Grades in which good graders count for more (Walsh 2014, The PeerRank method for peer assessment).
public struct PeerRank: Sendable {
  /// Grades in [0, 1].
  public let grades: [Double]
  public let iterations: Int

  /// X_i <- (1 - alpha - beta) X_i + alpha / (sum of X) sum over j of X_j A_ij + (beta / m) sum over j of (1 - |A_ji - X_j|),
  /// from the mean grades; beta = 0 is plain PeerRank, beta > 0 also rewards accurate graders.
  ///
  /// - Parameter grades: `grades[i][j]` is the grade given to i by j, in [0, 1].
  /// - Throws: `lengthMismatch`, `invalidWeight`, `invalidParameter`.
  /// - Complexity: O(iterations x m^2), at most 10 000 iterations.
  public init(grades: [[Double]], alpha: Double, beta: Double = 0) throws(AttributionError) {
    let count = grades.count
    guard grades.allSatisfy({ $0.count == count }) else { throw AttributionError(.lengthMismatch, "grades") }
    guard grades.joined().allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw AttributionError(.invalidWeight, "grades") }
    guard alpha > 0, beta >= 0, alpha + beta <= 1 else { throw AttributionError(.invalidParameter, "alpha") }
    var current = Self.meanGrades(grades)
    var steps = 0
    while steps < 10_000 && count > 0 {
      steps += 1
      let total = compensatedSum(current)
      let next = (0..<count).map { person in
        let weighted = total > 0 ? dotProduct(current, grades[person]) / total : 0
        let accuracy = compensatedSum((0..<count).lazy.map { 1 - (grades[$0][person] - current[$0]).magnitude })
        return (1 - alpha - beta) * current[person] + alpha * weighted + beta * accuracy / Double(count)
      }
      let change = zip(next, current).map { ($0 - $1).magnitude }.max() ?? 0
      current = next
      if change < 1e-15 { break }
    }
    self.grades = current
    iterations = steps
  }

  /// The mean of the grades each person was given: where the iteration starts.
  public static func meanGrades(_ grades: [[Double]]) -> [Double] {
    grades.map { compensatedSum($0) / Double(max(1, $0.count)) }
  }
}
