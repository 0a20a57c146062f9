internal import Contribution
internal import CreditGap
internal import Store

extension RunOutcome {
  /// Counts findings by state, in the order of states.
  mutating func count(_ all: [Finding]) {
    findings = FindingState.allCases.compactMap { state in
      let count = all.count { $0.state == state }
      return count > 0 ? (state.rawValue, count) : nil
    }
  }

  /// Takes over what the scoring pass counted.
  mutating func take(_ totals: ScoringPass.Totals) {
    people = totals.narrow.people.count
    skipped = totals.skipped
    notJudged = totals.notJudged
    quarantined = totals.quarantined.counts.map { ($0.table.rawValue, $0.code, $0.rows) }
    notices = totals.quarantined.notices.keys.sorted().map { code in
      (code, totals.quarantined.notices[code]?.count ?? 0, totals.quarantined.notices[code]?.detail ?? "")
    }
  }
}
