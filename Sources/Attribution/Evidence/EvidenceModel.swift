public import Contribution
import Statistics

/// Shares in proportion to recorded acts, each at its channel's exchange rate.
///
/// x_i = sum over channels theta_c u_ic / sum over people, or with declared budgets sum of Pi_c u_ic / U_c. Every act has an
/// exact amount, and a person's acts sum to the share within 1e-12. No act: shares are 1/n with `noEvidence`.
/// It sees only what was recorded: jobs that leave fewer traces come out low (see the consensus).
/// Source: proportional rule, Ju, Miyagawa, Sakai 2007; models.md, section 1.
public struct EvidenceModel: ShareModel {
  public let name = ModelName.evidence
  public let rates: ExchangeRates
  public let budget: ChannelBudget?
  public let decay: TimeDecay?
  private let depth: ReviewDepth

  /// - Parameters:
  ///   - rates: worth of a unit of each channel in units of authored work.
  ///   - tau: review depth that is worth 1 - 1/e of the task, > 0.
  ///   - instant: seconds under which an approval of unknown depth is worth nothing, >= 0.
  ///   - budget: declared parts by channel; nil lets the volume decide.
  ///   - decay: fading of old work; nil gives all of the key result's life full weight.
  /// - Throws: code `invalidParameter`.
  public init(
    rates: ExchangeRates = .policy, tau: Double = 4, instant: Int32 = 60, budget: ChannelBudget? = nil,
    decay: TimeDecay? = nil
  ) throws(AttributionError) {
    guard rates.rates.count == Channel.count, rates.rates.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw AttributionError(.invalidParameter, "rates")
    }
    guard instant >= 0 else { throw AttributionError(.invalidParameter, "instant") }
    self.rates = rates
    self.budget = budget
    self.decay = decay
    self.depth = try ReviewDepth(tau: tau, instant: instant)
  }

  /// - Complexity: O(acts).
  public func estimate(_ records: KeyResultRecords) throws(AttributionError) -> Estimate {
    try estimate(units(records), quarantinedRows: records.quarantinedRows)
  }

  /// The acts of one key result in units; feed them to `estimate(_:quarantinedRows:)` and `acts(_:)`.
  public func units(_ records: KeyResultRecords) throws(AttributionError) -> EvidenceUnits {
    try EvidenceUnits(records, depth: depth, decay: decay)
  }

  /// Shares and pieces of units that are already at hand.
  /// - Throws: code `overflow` when units add up to infinity.
  /// - Complexity: O(people).
  public func estimate(_ units: EvidenceUnits, quarantinedRows: Int = 0) throws(AttributionError) -> Estimate {
    var diagnostics = [Diagnostic]()
    if quarantinedRows > 0 { diagnostics.append(.incompleteEvidence) }
    if units.isImputed { diagnostics.append(.imputedEffort) }
    guard let worth = try unitWorths(units) else {
      return Estimate.trivial(name, people: units.people, hasEvidence: false, diagnostics)
        ?? Estimate(model: name, shares: [], diagnostics: diagnostics)
    }
    var shares = [Double](repeating: 0, count: units.people)
    var pieces = Estimate.Pieces()
    for person in 0..<units.people {
      var share = CompensatedSum()
      for channel in Channel.allCases {
        let place = person * Channel.count + channel.index
        let amount = units.sums[place] * worth[channel.index]
        guard amount > 0 else { continue }
        share.add(amount)
        pieces.person.append(Int32(person))
        pieces.channel.append(channel)
        pieces.acts.append(units.counts[place])
        pieces.amount.append(amount)
      }
      shares[person] = min(1, share.value)
    }
    if units.people == 1 { diagnostics.append(.onePerson) }
    return Estimate(model: name, shares: shares, pieces: pieces, diagnostics: diagnostics)
  }

  /// Every act with its part of its person's share; empty where there is no evidence.
  /// - Throws: code `overflow` when units add up to infinity.
  /// - Complexity: O(acts).
  public func acts(_ units: EvidenceUnits) throws(AttributionError) -> [EvidenceAct] {
    guard let worth = try unitWorths(units) else { return [] }
    var acts = units.acts
    for index in acts.indices { acts[index].amount *= worth[acts[index].channel.index] }
    return acts
  }

  /// What one unit of each channel adds to a share; nil where nothing has worth.
  private func unitWorths(_ units: EvidenceUnits) throws(AttributionError) -> [Double]? {
    var volumes = [CompensatedSum](repeating: CompensatedSum(), count: Channel.count)
    for person in 0..<units.people {
      for channel in 0..<Channel.count { volumes[channel].add(units.sums[person * Channel.count + channel]) }
    }
    let valued = zip(volumes, rates.rates).map { $0.value * $1 }
    let total = compensatedSum(valued)
    guard total.isFinite else { throw AttributionError(.overflow, "units") }
    guard total > 0 else { return nil }
    guard let budget else { return rates.rates.map { $0 / total } }
    let weights = ChannelBudget.weights(units: valued, declared: budget.declared, pull: budget.pull)
    return zip(weights, volumes).map { $1.value > 0 ? $0 / $1.value : 0 }
  }
}
