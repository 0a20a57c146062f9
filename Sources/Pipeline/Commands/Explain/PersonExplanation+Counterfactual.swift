internal import Attribution
public import Contribution
internal import Store

extension PersonExplanation {
  /// What the consensus share would be if one act had not been recorded; everything else stays as it is.
  public struct Counterfactual: Sendable, Equatable {
    public var channel: Channel
    public var table: String
    public var sourceID: String
    /// Units of 1e-9.
    public var unitsWithout: Int64
    /// `unitsWithout` less the share with the act.
    public var change: Int64
  }

  /// The person's three acts whose removal, one at a time, moves the consensus share most.
  ///
  /// The company's fit is learned again from the period, as the run did; empty where the model has no answer.
  /// - Complexity: that of fitting the period, and O(acts) posteriors of the key result.
  static func counterfactuals(
    _ configuration: Configuration, _ period: PeriodRecords, _ records: KeyResultRecords, person: Int
  ) throws -> [Counterfactual] {
    guard records.people.count >= 2 else { return [] }
    let asOf = Int64(period.days.upperBound) * 86_400
    let first = try FirstPass(
      period, evidence: KeyResultScorer.evidence(configuration, asOf: asOf, rates: configuration.rates),
      jobs: configuration.jobs, isCancelled: { false })
    let scorer = try KeyResultScorer(
      configuration, asOf: asOf, fit: first.fit(configuration), outcomes: OutcomeFit(people: period.people),
      seed: configuration.seed(period: period.period))
    let (share, found) = try scorer.counterfactuals(records, person: person)
    return found.map { item in
      let act = ScoredKeyResult.WeighedAct(
        person: item.act.person, channel: item.act.channel, table: item.act.table, source: item.act.source,
        amount: item.act.amount)
      let without = ShareUnits.rounded(item.shareWithout)
      return Counterfactual(
        channel: act.channel, table: act.table.rawValue, sourceID: period.sourceID(act), unitsWithout: without,
        change: without - ShareUnits.rounded(share))
    }
  }
}
