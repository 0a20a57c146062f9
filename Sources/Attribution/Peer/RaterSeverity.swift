import Statistics

/// Leniency of raters and standing of the rated from an incomplete table of ratings, by least squares.
///
/// rating_ab = leniency_a + ability_b + error, leniencies sum to 0 over raters. Source: additive many-facet model, Linacre 1989, on
/// the raw scale. Not robust: see `PeerModel`.
public struct RaterSeverity: Sendable {
  /// NaN for people who rated nobody.
  public let leniency: [Double]
  /// NaN for people whom nobody rated.
  public let ability: [Double]
  /// Mean rating received, not adjusted; NaN where there is none.
  public let rawMean: [Double]

  /// - Parameter ratings: a row per rater, nil where nothing was said.
  /// - Returns: nil when who rated whom does not tie everybody together, so that levels cannot be compared.
  /// - Throws: `lengthMismatch`, `invalidWeight` for a rating that is not finite.
  /// - Complexity: O(n^3).
  public init?(ratings: [[Double?]]) throws(AttributionError) {
    let raters = ratings.count
    let rated = ratings.first?.count ?? 0
    guard ratings.allSatisfy({ $0.count == rated }) else { throw AttributionError(.lengthMismatch, "ratings") }
    for rating in ratings.joined() {
      if let rating, !rating.isFinite { throw AttributionError(.invalidWeight, "ratings") }
    }
    let rows = (0..<raters).filter { rater in ratings[rater].contains { $0 != nil } }
    let columns = (0..<rated).filter { ratee in ratings.contains { $0[ratee] != nil } }
    guard !rows.isEmpty else { return nil }
    let size = rows.count + columns.count
    var normal = Matrix(rows: size, columns: size)
    var right = [Double](repeating: 0, count: size)
    for (i, rater) in rows.enumerated() {
      for (k, ratee) in columns.enumerated() {
        guard let rating = ratings[rater][ratee] else { continue }
        let j = rows.count + k
        normal[i, i] += 1
        normal[j, j] += 1
        normal[i, j] += 1
        normal[j, i] += 1
        right[i] += rating
        right[j] += rating
      }
    }
    // The sum of leniencies as a penalty fills the one free level and is met exactly, because it costs the fit nothing.
    for i in rows.indices { for j in rows.indices { normal[i, j] += 1 } }
    guard let solution = Cholesky(normal)?.solve(right) else { return nil }
    var leniency = [Double](repeating: .nan, count: raters)
    var ability = [Double](repeating: .nan, count: rated)
    for (i, rater) in rows.enumerated() { leniency[rater] = solution[i] }
    for (k, ratee) in columns.enumerated() { ability[ratee] = solution[rows.count + k] }
    self.leniency = leniency
    self.ability = ability
    rawMean = (0..<rated).map { ratee in
      let received = ratings.compactMap { $0[ratee] }
      return received.isEmpty ? .nan : compensatedSum(received) / Double(received.count)
    }
  }
}
