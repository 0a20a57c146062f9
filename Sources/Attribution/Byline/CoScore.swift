import Statistics

/// Scores that reward people for the worth of joint work in proportion to their own scores.
///
/// s_i = sum over i's papers of worth_p s_i / (sum of s over its authors), s >= 0. Consistent, and invariant to merging papers and
/// scholars. Source: Flores-Szwagrzak, Treibich 2020, Teamwork and individual productivity.
public struct CoScore: Sendable {
  public let scores: [Double]
  public let iterations: Int

  /// Iterates the defining equation from equal parts of each paper.
  ///
  /// - Parameters:
  ///   - worths: one finite value >= 0 per paper.
  ///   - authors: per paper the numbers of its authors.
  /// - Throws: `lengthMismatch`, `invalidIndex`, `invalidWeight`.
  /// - Complexity: O(iterations x authorships), at most 100 000 iterations.
  public init(
    people: Int, worths: [Double], authors: [[Int]], tolerance: Double = 1e-14
  ) throws(AttributionError) {
    guard worths.count == authors.count else { throw AttributionError(.lengthMismatch, "authors") }
    guard worths.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "worths") }
    guard authors.allSatisfy({ $0.allSatisfy { (0..<people).contains($0) } }) else {
      throw AttributionError(.invalidIndex, "authors")
    }
    var scores = [Double](repeating: 1, count: people)
    var steps = 0
    while steps < 100_000 {
      steps += 1
      var next = [CompensatedSum](repeating: CompensatedSum(), count: people)
      for (worth, members) in zip(worths, authors) where !members.isEmpty {
        let total = compensatedSum(members.lazy.map { scores[$0] })
        for member in members {
          next[member].add(total > 0 ? worth * scores[member] / total : worth / Double(members.count))
        }
      }
      let updated = next.map(\.value)
      let change = zip(updated, scores).map { ($0 - $1).magnitude }.max() ?? 0
      let size = updated.max() ?? 0
      scores = updated
      if change <= tolerance * size { break }
    }
    self.scores = scores
    iterations = steps
  }
}
