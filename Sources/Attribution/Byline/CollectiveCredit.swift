import Statistics

/// Credit by what later papers cite together with the target (Shen, Barabasi 2014, Collective credit allocation in science).
public enum CollectiveCredit {
  /// c_i = sum over co-cited papers of A_ij s_j, divided by its sum over the authors of the target.
  ///
  /// - Parameters:
  ///   - allocation: a row per author of the target: the author's fraction of each co-cited paper.
  ///   - strength: number of papers that cite both the target and paper j; the target itself is one of them.
  /// - Returns: shares of the authors, sum 1; nil where nothing is cited.
  /// - Throws: `lengthMismatch`, `invalidWeight`.
  /// - Complexity: O(authors x papers).
  public static func shares(
    allocation: [[Double]], strength: [Double]
  ) throws(AttributionError) -> [Double]? {
    guard allocation.allSatisfy({ $0.count == strength.count }) else {
      throw AttributionError(.lengthMismatch, "allocation")
    }
    guard (allocation.flatMap { $0 } + strength).allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw AttributionError(.invalidWeight, "allocation")
    }
    return Composition.closed(allocation.map { dotProduct($0, strength) })
  }
}
