internal import CreditGap
internal import Postgres
internal import Store

/// Everything that a period's result depends on beside the settings, and its fingerprint.
struct PeriodInput {
  let first: FirstPass
  /// What earlier periods found, and what people decided about it.
  let history: FindingHistory
  /// How key results of earlier periods went, and who took part.
  let outcomes: OutcomeHistory
  let fingerprint: String

  init(
    _ connection: inout Connection, _ records: PeriodRecords, _ configuration: Configuration,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    let asOf = records.asOf
    first = try FirstPass(
      records, evidence: KeyResultScorer.evidence(configuration, asOf: asOf, rates: configuration.rates),
      jobs: configuration.jobs, isCancelled: isCancelled)
    history = try FindingRecord.history(&connection, period: records.period, firstDay: records.days.lowerBound)
    outcomes = try OutcomeHistory(&connection, records)
    // What people decided changes findings, so it is input like any record.
    fingerprint = try SHA256Digest(
      folding: first.digests + [records.fingerprint(), FindingRecord.digest(history), outcomes.digest],
      label: "fairshare/input/\(records.period)"
    ).description
  }
}
