internal import Attribution
internal import Contribution
internal import Store

/// Scores one key result with every model: a pure function of its own records and company-wide parameters.
struct KeyResultScorer: Sendable {
  private let evidence: EvidenceModel
  private let shapley: ShapleyModel
  private let equal = EqualModel()
  private let declared = DeclaredModel()

  /// Acts kept for each person; `explain` computes every act.
  static let keptActs = 10

  init(_ configuration: Configuration, asOf: Int64) throws(AttributionError) {
    var decay: TimeDecay?
    if let days = configuration.halfLifeDays { decay = try TimeDecay(halfLifeSeconds: days * 86_400, asOf: asOf) }
    evidence = try EvidenceModel(rates: configuration.rates, tau: configuration.reviewTau, decay: decay)
    shapley = try ShapleyModel(
      gate: configuration.shapleyGate == "support-rent" ? .supportRent : .perTask, kappa: configuration.supportWeight)
  }

  /// - Throws: `AttributionError` where a model refuses the records: the key result is skipped and listed.
  func score(_ keyResult: PeriodKeyResult) throws(AttributionError) -> ScoredKeyResult {
    let records = keyResult.records
    var scored = ScoredKeyResult(keyResultID: records.keyResultID, kind: keyResult.kind, people: records.people.number)
    scored.attainment = Self.attainment(keyResult)
    scored.value = Self.pot(keyResult, attainment: scored.attainment)
    guard records.people.count > 0 else {
      scored.notJudged = "no_people"
      return scored
    }
    let units = try evidence.units(records)
    let byEvidence = try evidence.estimate(units, quarantinedRows: records.quarantinedRows)
    scored.estimates = [
      try equal.estimate(records), try declared.estimate(records), byEvidence, try shapley.estimate(records),
    ]
    .filter(\.isAnswer)
    scored.headline = .evidence
    scored.diagnostics = byEvidence.diagnostics
    scored.acts = EvidenceAct.heaviest(try evidence.acts(units), people: records.people.count, limit: Self.keptActs).map
    {
      ScoredKeyResult.WeighedAct(
        person: $0.person, channel: $0.channel, table: $0.table, source: $0.source, amount: $0.amount)
    }
    let seen = (0..<records.people.count).count { person in
      units.counts[(person * Channel.count)..<((person + 1) * Channel.count)].contains { $0 > 0 }
    }
    scored.coverage = Double(seen) / Double(records.people.count)
    if seen == 0 {
      scored.notJudged = "no_evidence"
    } else if records.people.count == 1 {
      scored.notJudged = "one_person"
    }
    return scored
  }

  /// Every act of a key result with its exact part of the evidence share.
  func acts(_ keyResult: PeriodKeyResult) throws(AttributionError) -> [EvidenceAct] {
    try evidence.acts(evidence.units(keyResult.records))
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
