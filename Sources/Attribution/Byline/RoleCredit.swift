import Statistics

/// Credit by named roles and degrees, as in the CRediT taxonomy (ANSI/NISO Z39.104-2022).
///
/// share_i = sum over roles of w_r d_ir / sum of d_jr. The degree scale lead 3, equal 2, supporting 1 is ours: CRediT fixes no
/// numbers. A role that nobody holds gives its weight to the others.
public enum RoleCredit {
  /// - Parameters:
  ///   - weights: one per role, >= 0.
  ///   - degrees: per role one degree >= 0 per person.
  /// - Returns: shares, sum 1; nil when no weighted role is held.
  /// - Throws: `lengthMismatch`, `invalidWeight`.
  /// - Complexity: O(roles x people).
  public static func shares(weights: [Double], degrees: [[Double]]) throws(AttributionError) -> [Double]? {
    let people = degrees.first?.count ?? 0
    guard weights.count == degrees.count, degrees.allSatisfy({ $0.count == people }) else {
      throw AttributionError(.lengthMismatch, "degrees")
    }
    guard (weights + degrees.flatMap { $0 }).allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw AttributionError(.invalidWeight, "degrees")
    }
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for (weight, degree) in zip(weights, degrees) {
      let total = compensatedSum(degree)
      guard total > 0 else { continue }
      for person in 0..<people { sums[person].add(weight * degree[person] / total) }
    }
    return Composition.closed(sums.map(\.value))
  }
}
