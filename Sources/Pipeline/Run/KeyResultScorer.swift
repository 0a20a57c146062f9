internal import Attribution
internal import Contribution
internal import CreditGap
internal import Store

/// Scores one key result with every model: a pure function of its own records and company-wide parameters.
struct KeyResultScorer: Sendable {
  let fit: CompanyFit
  private let evidence: EvidenceModel
  private let shapley: ShapleyModel
  private let network: NetworkModel
  private let peer: PeerModel
  private let consensus: ConsensusModel
  /// nil where past outcomes tell nobody apart.
  private let outcome: OutcomeModel?
  private let equal = EqualModel()
  private let declared = DeclaredModel()

  /// Acts kept for each person; `explain` computes every act.
  static let keptActs = 10
  /// Below this probability of a share above 5 % nobody who is no author can be an uncredited contributor.
  static let leastMaterial = 0.3

  /// - Parameters:
  ///   - asOf: end of the period, seconds since 1970 UTC; only the optional half-life looks at it.
  ///   - fit: what was learned of the company; its exchange rates are those of the evidence model.
  ///   - outcomes: what past outcomes say about people.
  init(
    _ configuration: Configuration, asOf: Int64, fit: CompanyFit, outcomes: OutcomeFit, seed: UInt64
  ) throws(AttributionError) {
    self.fit = fit
    evidence = try Self.evidence(configuration, asOf: asOf, rates: fit.rates)
    shapley = try ShapleyModel(
      gate: configuration.shapleyGate == "support-rent" ? .supportRent : .perTask, kappa: configuration.supportWeight)
    network = try NetworkModel()
    peer = try PeerModel(rates: fit.rates)
    consensus = try ConsensusModel(fit: fit, seed: seed)
    outcome = outcomes.identifiedPeople > 0 ? try OutcomeModel(effects: outcomes.effects) : nil
  }

  /// The evidence model of a configuration at some exchange rates.
  static func evidence(
    _ configuration: Configuration, asOf: Int64, rates: ExchangeRates
  ) throws(AttributionError) -> EvidenceModel {
    var decay: TimeDecay?
    if let days = configuration.halfLifeDays { decay = try TimeDecay(halfLifeSeconds: days * 86_400, asOf: asOf) }
    return try EvidenceModel(rates: rates, tau: configuration.reviewTau, decay: decay)
  }

  /// - Throws: `AttributionError` where a model refuses the records: the key result is skipped and listed.
  func score(
    _ keyResult: PeriodKeyResult, _ period: PeriodRecords
  ) throws(AttributionError) -> (scored: ScoredKeyResult, subject: CreditSubject?) {
    let records = keyResult.records
    var scored = ScoredKeyResult(keyResultID: records.keyResultID, kind: keyResult.kind, people: records.people.number)
    scored.attainment = Self.attainment(keyResult)
    scored.value = Self.pot(keyResult, attainment: scored.attainment)
    guard records.people.count > 0 else {
      scored.notJudged = "no_people"
      return (scored, nil)
    }
    let units = try evidence.units(records)
    let byEvidence = try evidence.estimate(units, quarantinedRows: records.quarantinedRows)
    let hidden = try consensus.consensus(records, units)
    var estimates = [
      try equal.estimate(records), try declared.estimate(records), byEvidence, try shapley.estimate(records),
      try network.estimate(records),
    ]
    if records.ratings.count > 0 { estimates.append(try peer.estimate(records)) }
    // Alone there is nothing to compare.
    if let outcome, records.people.count > 1 { estimates.append(try outcome.estimate(records)) }
    estimates.append(hidden.estimate)
    scored.estimates = estimates.filter(\.isAnswer)
    scored.headline = hidden.estimate.isAnswer ? .consensus : .evidence
    scored.diagnostics = byEvidence.diagnostics
    scored.acts = EvidenceAct.heaviest(try evidence.acts(units), people: records.people.count, limit: Self.keptActs).map
    {
      ScoredKeyResult.WeighedAct(
        person: $0.person, channel: $0.channel, table: $0.table, source: $0.source, amount: $0.amount)
    }
    scored.coverage = min(1, hidden.coverage)
    scored.disagreement = hidden.disagreement
    if case .notJudged(let reason) = hidden.state { scored.notJudged = reason.rawValue }
    if hidden.estimate.isAnswer {
      for row in 0..<hidden.steps.count {
        scored.steps.append(
          ScoredKeyResult.ConsensusStep(
            person: hidden.steps.person[row], step: hidden.steps.step[row].name, amount: hidden.steps.amount[row]))
      }
    }
    return (scored, subject(keyResult, units: units, hidden: hidden, period))
  }

  /// The consensus share of a person, and without each of the three acts whose removal moves it most.
  func counterfactuals(
    _ records: KeyResultRecords, person: Int
  ) throws(AttributionError) -> (share: Double, acts: [ConsensusModel.Counterfactual]) {
    let units = try evidence.units(records)
    let estimate = try consensus.consensus(records, units).estimate
    guard estimate.isAnswer else { return (0, []) }
    return (estimate.shares[person], try consensus.counterfactuals(records, units, person: person))
  }

  /// What findings need of the key result; only people about whom there can be one.
  private func subject(
    _ keyResult: PeriodKeyResult, units: EvidenceUnits, hidden: ConsensusEstimate, _ period: PeriodRecords
  ) -> CreditSubject? {
    let people = keyResult.records.people
    guard hidden.comparisons.count == people.count else { return nil }
    let acts = (0..<people.count).map { person in
      units.counts[(person * Channel.count)..<((person + 1) * Channel.count)].reduce(0) { $0 + Int($1) }
    }
    let circumstances = (0..<people.count).map { person in
      let family = Int(people.family[person])
      return period.circumstance(
        people.number[person], team: keyResult.team,
        recordingBias: fit.recordingBias.indices.contains(family) ? fit.recordingBias[family] : 0)
    }
    var subject = CreditSubject(
      keyResultID: keyResult.records.keyResultID, personIDs: people.number.map(period.personID), scored: hidden,
      acts: acts, isAuthor: people.isAuthor, circumstances: circumstances)
    subject.isTrialWithLearning = keyResult.kind == .exploration && keyResult.learning > 0
    return subject.keeping { people.isAuthor[$0] || hidden.comparisons[$0].material >= Self.leastMaterial }
  }

  private static func attainment(_ keyResult: PeriodKeyResult) -> Double? {
    guard let actual = keyResult.actual, let version = keyResult.version else { return nil }
    return version.attainment(actual: actual)
  }

  /// Where nothing was measured the pot is the weight itself: shares still need a size beside each other.
  private static func pot(_ keyResult: PeriodKeyResult, attainment: Double?) -> Double {
    if attainment == nil, keyResult.kind != .exploration { return keyResult.weight }
    if attainment == nil, keyResult.learning == 0 { return keyResult.weight }
    return Pot.value(
      weight: keyResult.weight, attainment: attainment ?? 0, kind: keyResult.kind, learning: keyResult.learning)
  }
}
