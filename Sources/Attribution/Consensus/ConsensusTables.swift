import Glibc

/// What every key result of a company shares while posteriors are computed, worked out once from the fit.
struct ConsensusTables: Sendable {
  let record: RecordTable
  /// `ContributionGrid.values`, at hand without the check of a global.
  let grid: [SIMD8<Double>]
  /// Log prior on the grid: 9 in 10 people around 0, 1 in 10 around 1.5 standard deviations below with four times the variance.
  ///
  /// Its first and last numbers are repeated `ContributionGrid.count` times before and behind it, for priors that are shifted.
  let prior: [Double]
  /// Expected peers' value at each grid point: lambda ln(e^z + f); f = 7 % of a usual contribution is what raters give an idle member.
  let peerMean: [SIMD8<Double>]

  /// What raters see in somebody who did nothing, as a part of a usual contribution.
  static let courtesy = 0.07

  init(_ fit: CompanyFit) {
    grid = ContributionGrid.values.byEight
    record = RecordTable(shape: 1 / max(0.01, fit.recordingVariance))
    let variance = max(0.02, fit.contributionVariance)
    let idle = 0.1
    let depth = 1.5 * variance.squareRoot()
    let between = idle * (1 - idle) * depth * depth
    let own = max(0.15 * variance, (variance - between) / (1 - idle + 4 * idle))
    let unmoved = ContributionGrid.values.map { z in
      let most = (1 - idle) / own.squareRoot() * exp(-0.5 * z * z / own)
      let few = idle / (4 * own).squareRoot() * exp(-0.125 * (z + depth) * (z + depth) / own)
      return log(most + few)
    }
    prior = (-ContributionGrid.count..<2 * ContributionGrid.count).map { unmoved[max(0, min(unmoved.count - 1, $0))] }
    peerMean = ContributionGrid.values.map { fit.loading * log(exp($0) + Self.courtesy) }.byEight
  }
}
