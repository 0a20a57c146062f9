import Glibc
import Statistics

/// Groups' levels as random effects: y_gi = mu + u_g + error, by restricted maximum likelihood on group sums.
///
/// The likelihood depends on the data through each group's size, mean and squares within, so the fit costs O(groups) a step.
/// Source: Patterson, Thompson 1971; profile over the ratio of variances.
public struct RandomIntercept: Sendable {
  public let mean: Double
  public let groupVariance: Double
  public let errorVariance: Double
  /// Best linear unbiased predictions of u_g, one per group; 0 for a group without rows.
  public let effects: [Double]

  /// - Parameter rows: (group, outcome).
  /// - Returns: nil when not identified: fewer than two groups with rows, no group with two rows, or no variation.
  /// - Throws: `invalidIndex`, `invalidWeight`.
  /// - Complexity: O(rows + 200 groups).
  public init?(groups: Int, rows: [(group: Int, outcome: Double)]) throws(AttributionError) {
    var sizes = [Double](repeating: 0, count: groups)
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: groups)
    for row in rows {
      guard (0..<groups).contains(row.group) else { throw AttributionError(.invalidIndex, "rows") }
      guard row.outcome.isFinite else { throw AttributionError(.invalidWeight, "rows.outcome") }
      sizes[row.group] += 1
      sums[row.group].add(row.outcome)
    }
    let means = zip(sums, sizes).map { $1 > 0 ? $0.value / $1 : 0 }
    let within = compensatedSum(
      rows.lazy.map { ($0.outcome - means[$0.group]) * ($0.outcome - means[$0.group]) })
    let used = sizes.count { $0 > 0 }
    let count = Double(rows.count)
    guard used >= 2, rows.count > used, within > 0 else { return nil }

    /// Fit at a ratio of group to error variance.
    func profile(_ ratio: Double) -> (criterion: Double, mean: Double, error: Double) {
      var weight = CompensatedSum()
      var weighted = CompensatedSum()
      var logs = CompensatedSum()
      for group in 0..<groups where sizes[group] > 0 {
        let w = sizes[group] / (1 + ratio * sizes[group])
        weight.add(w)
        weighted.add(w * means[group])
        logs.add(log1p(ratio * sizes[group]))
      }
      let mean = weighted.value / weight.value
      var between = CompensatedSum()
      for group in 0..<groups where sizes[group] > 0 {
        let gap = means[group] - mean
        between.add(sizes[group] / (1 + ratio * sizes[group]) * gap * gap)
      }
      let error = (within + between.value) / (count - 1)
      return ((count - 1) * log(error) + logs.value + log(weight.value), mean, error)
    }
    // Golden section on log(1 + ratio): the profile of one ratio has one minimum in practice; 0 is tried by itself.
    var low = 0.0
    var high = log1p(1e6)
    let golden = (5.0.squareRoot() - 1) / 2
    for _ in 0..<120 {
      let left = high - golden * (high - low)
      let right = low + golden * (high - low)
      if profile(expm1(left)).criterion < profile(expm1(right)).criterion { high = right } else { low = left }
    }
    var ratio = expm1((low + high) / 2)
    if profile(0).criterion <= profile(ratio).criterion { ratio = 0 }
    let best = profile(ratio)
    mean = best.mean
    errorVariance = best.error
    groupVariance = ratio * best.error
    effects = (0..<groups).map { group in
      ratio * sizes[group] / (1 + ratio * sizes[group]) * (sizes[group] > 0 ? means[group] - best.mean : 0)
    }
  }
}
