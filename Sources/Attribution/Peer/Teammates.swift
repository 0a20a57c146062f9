import Statistics

/// The perceived contribution of TEAMMATES: 100 means an equal share.
///
/// Own claims are left out, each rater's claims about others are scaled to mean 100, received claims are averaged, and the averages
/// are scaled to mean 100. Members about whom nobody said anything have no value and do not enter a mean.
/// Source: algorithm of TeamEvalResult.java of TEAMMATES.
public enum Teammates {
  /// - Parameter claims: a row per rater; nil for not submitted, not sure or not applicable.
  /// - Returns: one value per member, nil where nobody gave one; zeros where all claims are 0.
  /// - Throws: `lengthMismatch`, `invalidWeight`.
  /// - Complexity: O(n^2).
  public static func perceived(claims: [[Double?]]) throws(AttributionError) -> [Double?] {
    let members = claims.count
    guard claims.allSatisfy({ $0.count == members }) else { throw AttributionError(.lengthMismatch, "claims") }
    for claim in claims.joined() {
      if let claim, !(claim >= 0 && claim.isFinite) { throw AttributionError(.invalidWeight, "claims") }
    }
    let rows = claims.enumerated().map { rater, row in
      scaled(row.enumerated().map { $0 == rater ? nil : $1 })
    }
    let means = (0..<members).map { member -> Double? in
      let received = rows.compactMap { $0[member] }
      return received.isEmpty ? nil : compensatedSum(received) / Double(received.count)
    }
    return scaled(means)
  }

  /// The present values scaled to mean 100; all zeros stay zeros.
  private static func scaled(_ values: [Double?]) -> [Double?] {
    let present = values.compactMap { $0 }
    let total = compensatedSum(present)
    guard total > 0 else { return values }
    return values.map { $0.map { $0 * 100 * Double(present.count) / total } }
  }
}
