import Glibc
import Statistics

/// Division of an outcome by its makers so that nobody's report moves the own share.
///
/// Raters say how others compare; x_k(j) / x_k(i) is all that is read, and never a rater's word about itself. Unanimous reports are
/// respected. Source: de Clippel, Moulin, Tideman 2008, Impartial division of a dollar; for n >= 4 the rule is reconstructed from
/// its axioms with the geometric mean as aggregator.
public struct ImpartialDivision: Sendable {
  public let shares: [Double]
  /// 1 - sum of shares: at n = 3 no impartial rule is exact, so a remainder >= 0 stays; 0 for n >= 4.
  public let unallocated: Double
  /// For n >= 4 the division by each residual claimant, whose mean is `shares`; empty for n = 3.
  public let byResidualClaimant: [[Double]]

  /// - Parameter points: a row per rater, finite and > 0 off the diagonal, which is not read.
  /// - Returns: nil for fewer than 3 people.
  /// - Throws: `lengthMismatch`, `invalidWeight`.
  /// - Complexity: O(n^4).
  public init?(points: [[Double]]) throws(AttributionError) {
    let count = points.count
    guard points.allSatisfy({ $0.count == count }) else { throw AttributionError(.lengthMismatch, "points") }
    for rater in 0..<count {
      for ratee in 0..<count where rater != ratee && !(points[rater][ratee] > 0 && points[rater][ratee].isFinite) {
        throw AttributionError(.invalidWeight, "points")
      }
    }
    guard count >= 3 else { return nil }
    /// 1 / (1 + sum over others of their worth in units of i), each ratio by raters outside the excluded ones.
    func share(_ i: Int, excluding claimant: Int?) -> Double {
      var total = CompensatedSum()
      total.add(1)
      for j in 0..<count where j != i {
        let raters = (0..<count).filter { $0 != i && $0 != j && $0 != claimant }
        let logs = raters.map { log(points[$0][j] / points[$0][i]) }
        total.add(exp(compensatedSum(logs) / Double(logs.count)))
      }
      return 1 / total.value
    }
    if count == 3 {
      shares = (0..<3).map { share($0, excluding: nil) }
      let rest = 1 - compensatedSum(shares)
      // Unanimous reports leave nothing but rounding.
      unallocated = rest.magnitude < 1e-15 ? 0 : rest
      byResidualClaimant = []
      return
    }
    let rows = (0..<count).map { claimant in
      var row = (0..<count).map { $0 == claimant ? 0 : share($0, excluding: claimant) }
      row[claimant] = 1 - compensatedSum(row)
      return row
    }
    shares = (0..<count).map { member in compensatedSum(rows.lazy.map { $0[member] }) / Double(count) }
    unallocated = 0
    byResidualClaimant = rows
  }
}
