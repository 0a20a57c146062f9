internal import CreditGap
internal import Store

/// Turns what was scored into findings, selected over the whole company at once.
struct FindingsPass {
  let period: PeriodRecords
  let seed: UInt64
  let history: FindingHistory

  /// All findings of a run, ordered by id.
  ///
  /// - Complexity: O(people log people + approvals + tasks).
  func findings(_ subjects: [CreditSubject], losses: [KeyPersonRisk.Loss]) -> [Finding] {
    let ids = period.personIDs
    var all = CreditFindings(subjects).findings(subjects, history: history)
    all += RubberStamping.findings(period.approvalHabits(), history: history)
    all += ReviewRing.findings(period.lightApprovals(), personIDs: ids, seed: seed, history: history)
    all += InflatedEffort.findings(period.effortTraces(), personIDs: ids, history: history)
    all += KeyPersonRisk.findings(losses, history: history)
    return all.sorted { $0.id < $1.id }
  }

  /// A finding as it is stored.
  static func row(_ finding: Finding) -> FindingRow {
    let reasons = finding.reasons.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    return FindingRow(
      findingID: finding.id, kind: finding.kind.rawValue, keyResultID: finding.keyResultID, personID: finding.personID,
      probability: min(1, max(0, finding.probability)), expectedFalseShare: min(1, max(0, finding.expectedFalseShare)),
      state: finding.state.rawValue, reasons: "[\(reasons)]")
  }
}
