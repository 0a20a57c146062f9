internal import CreditGap
internal import Postgres
internal import Store

/// Everything that a period's result depends on beside the settings, and its fingerprint.
struct PeriodInput {
  let first: FirstPass
  /// What earlier periods found, and what people decided about it.
  let history: FindingHistory
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
    // What people decided changes findings, so it is input like any record.
    fingerprint = try SHA256Digest(
      folding: first.digests + [records.fingerprint(), FindingRecord.digest(history)],
      label: "fairshare/input/\(records.period)"
    ).description
  }
}
