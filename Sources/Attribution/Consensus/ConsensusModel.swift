public import Contribution
import Glibc
import Statistics

/// The calibrated consensus: contribution as one hidden quantity that records and peers both measure with error.
///
/// Prior: log contribution z_i of people on one key result, most near 0, some idle. Records: a negative binomial number of effective
/// acts with mean e^(z + alpha + b_family) / size. Peers: lambda ln(e^z + f) + beta with their own variance. Spot checks: differences
/// of z. Shares are the softmax of the posterior means; 90 % intervals come from draws. Credit on record never enters.
/// Not good for ranking people across key results: levels are free in each of them.
/// Source: models.md, section 6; docs/science.md.
public struct ConsensusModel: ShareModel {
  public let name = ModelName.consensus
  public let fit: CompanyFit
  public let seed: UInt64
  private let evidence: EvidenceModel
  private let tables: ConsensusTables

  /// Variance of a human judge's ln(times more).
  static let spotCheckVariance = 0.1
  /// Draws of a team of n are spread by 1 + this / (n (n - 1)).
  static let smallTeam = 1.0
  /// Part of an equal share that no instrument resolves: intervals are never read finer.
  static let resolution = 0.035
  /// Disagreement from which instruments contradict each other: log shares 1.25 apart on average, a factor of 3.5.
  public static let disagreementLimit = 1.25

  /// - Parameters:
  ///   - fit: company-wide parameters.
  ///   - seed: of the run; intervals and probabilities depend on it, shares do not.
  /// - Throws: code `invalidParameter` for a fit that is not finite or not positive where it must be.
  public init(fit: CompanyFit, seed: UInt64) throws(AttributionError) {
    let positive = [
      fit.loading, fit.contributionVariance, fit.recordingVariance, fit.dispersion, fit.raterVariance,
    ]
    guard positive.allSatisfy({ $0 > 0 && $0.isFinite }), fit.recordingBias.allSatisfy({ $0.isFinite }) else {
      throw AttributionError(.invalidParameter, "fit")
    }
    self.fit = fit
    self.seed = seed
    evidence = try EvidenceModel(rates: fit.rates)
    tables = ConsensusTables(fit)
  }

  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    try consensus(records, evidence.units(records)).estimate
  }

  /// Shares, intervals, steps, disagreement, state and comparison with credit, from units that are already at hand.
  ///
  /// - Complexity: O(ratings + people x (grid x rounds + draws)).
  public func consensus(
    _ records: KeyResultRecords, _ units: EvidenceUnits
  ) throws(AttributionError) -> ConsensusEstimate {
    let people = records.people.count
    guard units.people == people else { throw AttributionError(.lengthMismatch, "units") }
    guard people >= 2 else { return trivial(people) }
    let reading = ConsensusReading(records, StatedEfforts(units), fit)
    guard reading.total.isFinite else { throw AttributionError(.overflow, "units") }
    var posterior = ContributionPosterior(
      reading.people, hasRecords: reading.hasRecords, hasPeers: reading.hasPeers, start: reading.startLevel,
      tables: tables)
    let (moves, stretch) = observe(records.spotChecks, &posterior)
    let shares = Composition.softmax(posterior.mean)
    // In a small team the levels are found from the same few people whose shares they set.
    let crowding = 1 + Self.smallTeam / Double(people * (people - 1))
    let draws = ShareDraws(
      posterior, shift: moves, stretch: stretch.map { $0 * crowding },
      key: stableHash(seed, stableHash(records.keyResultID)), draws: people <= 32 ? 512 : 256)
    var estimate = Estimate(model: name, shares: shares)
    let instruments = [reading.evidenceShares, reading.peerShares].filter { !$0.isEmpty }
    let disagreement = Self.disagreement(shares, instruments)
    let setAside = Double(records.quarantinedRows)
    let unseen = setAside > 0 ? setAside / (setAside + Double(units.counts.reduce(0) { $0 + Int($1) })) : 0
    for (person, drawn) in draws.intervals().enumerated() {
      var (low, high) = drawn
      if disagreement > Self.disagreementLimit {
        for instrument in instruments {
          low = min(low, instrument[person])
          high = max(high, instrument[person])
        }
      }
      // What was set aside could have spoken for anybody: the interval grows with its part of the evidence, up to twice as wide.
      let width = 1 + unseen
      let least = Self.resolution / Double(people)
      estimate.intervals.append(
        Estimate.Interval(
          low: max(0, shares[person] - width * Self.widened(shares[person] - low, least)),
          high: min(1, shares[person] + width * Self.widened(high - shares[person], least))))
    }
    if records.quarantinedRows > 0 { estimate.diagnostics.append(.incompleteEvidence) }
    if units.isImputed { estimate.diagnostics.append(.imputedEffort) }
    if !reading.hasRecords { estimate.diagnostics.append(.noEvidence) }
    let covered = (0..<people).count { reading.people[$0].acts > 0 || reading.people[$0].peerPrecision > 0 }
    let coverage = Double(covered) / Double(people)
    return ConsensusEstimate(
      estimate: estimate,
      steps: ConsensusSteps.of(shares, reading, units, fit, posterior, spotMoves: moves),
      disagreement: disagreement,
      state: state(people, reading, coverage, disagreement),
      evidenceShares: reading.evidenceShares, peerShares: reading.peerShares, coverage: coverage,
      comparisons: (0..<people).map {
        CreditComparison(
          draws, person: $0, share: shares[$0], credit: records.people.credit[$0], compares: people >= 3)
      })
  }

  /// Shares alone: for counterfactuals.
  func shares(_ records: KeyResultRecords, _ efforts: StatedEfforts) -> [Double] {
    let reading = ConsensusReading(records, efforts, fit)
    var posterior = ContributionPosterior(
      reading.people, hasRecords: reading.hasRecords, hasPeers: reading.hasPeers, start: reading.startLevel,
      tables: tables)
    _ = observe(records.spotChecks, &posterior)
    return Composition.softmax(posterior.mean)
  }

  private func state(
    _ people: Int, _ reading: ConsensusReading, _ coverage: Double, _ disagreement: Double
  ) -> ConsensusEstimate.State {
    if people == 2 { return .notJudged(.twoPeople) }
    if !reading.hasRecords && !reading.hasPeers { return .notJudged(.noEvidence) }
    if coverage < 0.6 { return .notJudged(.lowCoverage) }
    if disagreement > Self.disagreementLimit { return .notJudged(.modelsDiffer) }
    return .judged
  }

  private func trivial(_ people: Int) -> ConsensusEstimate {
    var steps = ConsensusEstimate.Steps()
    var estimate = Estimate(model: name, shares: [])
    if people == 1 {
      steps.person = [0]
      steps.step = [.equalStart]
      steps.amount = [1]
      estimate = Estimate(
        model: name, shares: [1], intervals: [Estimate.Interval(low: 1, high: 1)], diagnostics: [.onePerson])
    }
    return ConsensusEstimate(
      estimate: estimate, steps: steps, disagreement: 0, state: .notJudged(people == 1 ? .onePerson : .noEvidence),
      evidenceShares: estimate.shares, peerShares: [], coverage: Double(people), comparisons: [])
  }

  /// Spot checks in order of their ids: total move of each mean and factor of each standard deviation.
  private func observe(
    _ checks: KeyResultRecords.SpotChecks, _ posterior: inout ContributionPosterior
  ) -> (moves: [Double], stretch: [Double]) {
    var moves = [Double](repeating: 0, count: posterior.mean.count)
    let before = posterior.variance
    for index in 0..<checks.count where checks.left[index] != checks.right[index] {
      let (left, right) = (Int(checks.left[index]), Int(checks.right[index]))
      let move = posterior.observe(
        left: left, right: right, logRatio: checks.logRatio[index], variance: Self.spotCheckVariance)
      moves[left] += move.0
      moves[right] += move.1
    }
    return (moves, zip(posterior.variance, before).map { ($0 / $1).squareRoot() })
  }

  /// One side of an interval and what no instrument resolves, as independent errors.
  private static func widened(_ side: Double, _ least: Double) -> Double {
    let side = max(0, side)
    return (side * side + least * least).squareRoot()
  }

  /// Largest root mean square gap of log shares; parts below 0.1 % count as 0.1 %: below that a gap means nothing.
  static func disagreement(_ shares: [Double], _ instruments: [[Double]]) -> Double {
    func parts(_ shares: [Double]) -> [Double] {
      let least = 0.001 / Double(shares.count) * 10
      return shares.map { max($0, least) }
    }
    let scale = Double(shares.count).squareRoot()
    return instruments.map { Composition.distance(parts(shares), parts($0)) / scale }.max() ?? 0
  }
}
