import Statistics

/// Factors that turn a complete square of ratings, own ratings included, into multipliers of a group's mark.
public struct RatingFactors: Sendable {
  /// SPARKPLUS, linear form: total received / mean total received.
  public let relative: [Double]
  /// SPARKPLUS, knee form (SPA, RPF): square root of `relative`.
  public let relativeRoot: [Double]
  /// SAPA: own rating / mean rating by the others; above 1 means a higher opinion of oneself. NaN where others gave only 0.
  public let selfToPeer: [Double]

  /// - Parameter ratings: a row per rater, at least two people, finite and >= 0.
  /// - Returns: nil for fewer than two people or ratings that are all 0.
  /// - Throws: `lengthMismatch`, `invalidWeight`.
  /// - Complexity: O(n^2).
  public init?(ratings: [[Double]]) throws(AttributionError) {
    let members = ratings.count
    guard ratings.allSatisfy({ $0.count == members }) else { throw AttributionError(.lengthMismatch, "ratings") }
    guard ratings.joined().allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw AttributionError(.invalidWeight, "ratings")
    }
    let totals = (0..<members).map { member in compensatedSum(ratings.lazy.map { $0[member] }) }
    let mean = compensatedSum(totals) / Double(max(1, members))
    guard members >= 2, mean > 0 else { return nil }
    relative = totals.map { $0 / mean }
    relativeRoot = relative.map { $0.squareRoot() }
    selfToPeer = (0..<members).map { member in
      let own = ratings[member][member]
      return own / ((totals[member] - own) / Double(members - 1))
    }
  }

  /// The CATME adjustment factor: a member's mean rating by others over the team's mean of those means, at most `cap`.
  ///
  /// Source: Layton, Loughry, Ohland, Ricco 2010, Design and validation of a web-based system for assigning members to teams and
  /// peer evaluation; the cap of 1.05 is that of Brown 1995.
  /// - Parameter ratings: a row per rater; nil where nothing was said. Own ratings are not read.
  /// - Returns: nil for members whom nobody rated.
  /// - Throws: `lengthMismatch`, `invalidWeight`.
  public static func catme(ratings: [[Double?]], cap: Double = 1.05) throws(AttributionError) -> [Double?] {
    let members = ratings.count
    guard ratings.allSatisfy({ $0.count == members }) else { throw AttributionError(.lengthMismatch, "ratings") }
    for rating in ratings.joined() {
      if let rating, !(rating >= 0 && rating.isFinite) { throw AttributionError(.invalidWeight, "ratings") }
    }
    let means = (0..<members).map { member -> Double? in
      let received = (0..<members).filter { $0 != member }.compactMap { ratings[$0][member] }
      return received.isEmpty ? nil : compensatedSum(received) / Double(received.count)
    }
    let present = means.compactMap { $0 }
    let mean = compensatedSum(present) / Double(max(1, present.count))
    guard mean > 0 else { return means.map { _ in nil } }
    return means.map { $0.map { min(cap, $0 / mean) } }
  }
}
