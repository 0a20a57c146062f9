import Statistics

/// Approvals far faster and emptier than those of the reviewer's peers.
///
/// A bare approval has no comment, asks for nothing and comes within `fast` seconds of the request. Given the peers' rate r, a reviewer's own
/// rate has a Beta posterior with 10 pseudo-approvals at r; the finding's probability is P(rate > max(2 r, r + 0.3)).
/// Reviews of unknown depth or time are not approvals in this sense: missing data accuse nobody.
public struct RubberStamping: Sendable {
  /// Seconds within which an approval without a word counts as bare.
  public static let fast: Int32 = 120

  /// One reviewer's approvals whose comments and latency are both known.
  public struct Habit: Sendable, Equatable {
    public var personID: String
    /// Whom to compare with: the team, or the job family.
    public var group: Int
    public var approvals: Int
    public var bareApprovals: Int

    public init(personID: String, group: Int, approvals: Int, bareApprovals: Int) {
      self.personID = personID
      self.group = group
      self.approvals = approvals
      self.bareApprovals = bareApprovals
    }
  }

  /// - Complexity: O(n log n).
  public static func findings(_ habits: [Habit], history: FindingHistory = FindingHistory()) -> [Finding] {
    var totals: [Int: (approvals: Int, bare: Int)] = [:]
    for habit in habits {
      let total = totals[habit.group] ?? (0, 0)
      totals[habit.group] = (total.approvals + habit.approvals, total.bare + habit.bareApprovals)
    }
    let approvals = habits.reduce(0) { $0 + $1.approvals }
    let bare = habits.reduce(0) { $0 + $1.bareApprovals }
    let usual = Double(bare + 1) / Double(approvals + 10)
    let candidates = habits.compactMap { habit -> FindingSelection.Candidate? in
      guard habit.approvals > 0 else { return nil }
      let total = totals[habit.group] ?? (0, 0)
      let others = Double(total.approvals - habit.approvals)
      let rate = (Double(total.bare - habit.bareApprovals) + 20 * usual) / (others + 20)
      let limit = min(0.95, max(2 * rate, rate + 0.3))
      let bare = Double(habit.bareApprovals)
      guard let posterior = BetaDistribution(a: 10 * rate + bare, b: 10 * (1 - rate) + Double(habit.approvals) - bare)
      else { return nil }
      var candidate = FindingSelection.Candidate(
        finding: Finding(
          kind: .rubberStamping, keyResultID: nil, personID: habit.personID,
          probability: 1 - posterior.cumulative(limit), state: .watch))
      if habit.approvals < 20 { candidate.missing.append(.needsMoreActs) }
      // Two signs are in it already: without a word, and at once.
      candidate.isCorroborated = true
      return candidate
    }
    return FindingSelection.select(candidates, history: history)
  }
}
