import Statistics

/// Two people who approve each other's work more often than chance gives.
///
/// The statistic of a pair is its mutual approvals m = min(a of b, b of a) over their expectation: (m - e) / sqrt(e + 1). Under chance, the authors
/// of all approvals of a group are shuffled among its approvals, which keeps how much everybody reviews and is reviewed.
/// Local false rate at t: pairs beyond t per shuffle over pairs beyond t as recorded (Tusher, Tibshirani, Chu 2001).
public struct ReviewRing: Sendable {
  /// One approval of somebody else's work.
  public struct Approval: Sendable, Equatable {
    /// The team or key result within which chance is drawn.
    public var group: Int32
    public var reviewer: Int32
    public var author: Int32

    public init(group: Int32, reviewer: Int32, author: Int32) {
      self.group = group
      self.reviewer = reviewer
      self.author = author
    }
  }

  /// Fewest mutual approvals that can make a ring.
  static let least = 5

  private struct Pair: Comparable {
    var group: Int32
    var low: Int32
    var high: Int32

    static func < (left: Pair, right: Pair) -> Bool {
      (left.group, left.low, left.high) < (right.group, right.low, right.high)
    }
  }

  /// - Parameters:
  ///   - personIDs: names of the numbers in `approvals`.
  ///   - seed: of the run.
  ///   - shuffles: how often chance is drawn, >= 1.
  /// - Complexity: O(shuffles x approvals).
  public static func findings(
    _ approvals: [Approval], personIDs: [String], seed: UInt64, shuffles: Int = 20,
    history: FindingHistory = FindingHistory()
  ) -> [Finding] {
    let sorted = approvals.sorted {
      ($0.group, $0.reviewer, $0.author) < ($1.group, $1.reviewer, $1.author)
    }
    var observed: [(key: Pair, value: Double)] = []
    var chance: [Double] = []
    var table = PairTable()
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count && sorted[end].group == sorted[start].group { end += 1 }
      let group = ReviewGroup(sorted[start..<end])
      for pair in group.pairs(group.authors, &table) {
        observed.append((Pair(group: sorted[start].group, low: pair.low, high: pair.high), pair.value))
      }
      // A stream of its own for each group: what others do elsewhere changes nobody's chance.
      var generator = CounterGenerator(
        seed: seed, stream: stableHash(stableHash("review_ring"), UInt64(UInt32(bitPattern: sorted[start].group))))
      var authors = group.authors
      for _ in 0..<max(1, shuffles) {
        ReviewGroup.shuffle(&authors, &generator)
        chance += group.pairs(authors, &table).map(\.value)
      }
      start = end
    }
    guard !observed.isEmpty else { return [] }
    chance.sort(by: >)
    let ordered = observed.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    var candidates: [FindingSelection.Candidate] = []
    var beyond = 0
    var worst = 0.0
    for (place, pair) in ordered.enumerated() {
      while beyond < chance.count && chance[beyond] >= pair.value { beyond += 1 }
      // One pseudo-pair: with few shuffles, "never seen" is not "impossible".
      let rate = (Double(beyond) + 1) / Double(max(1, shuffles)) / Double(place + 1)
      worst = max(worst, min(1, rate))
      for person in [pair.key.low, pair.key.high] where personIDs.indices.contains(Int(person)) {
        var candidate = FindingSelection.Candidate(
          finding: Finding(
            kind: .reviewRing, keyResultID: nil, personID: personIDs[Int(person)], probability: 1 - worst,
            state: .watch))
        candidate.isCorroborated = true
        candidates.append(candidate)
      }
    }
    return FindingSelection.select(strongestPerPerson(candidates), history: history)
  }

  /// A person in two rings is one finding.
  private static func strongestPerPerson(_ candidates: [FindingSelection.Candidate]) -> [FindingSelection.Candidate] {
    var best: [String: FindingSelection.Candidate] = [:]
    for candidate in candidates {
      let known = best[candidate.finding.id]?.finding.probability ?? -1
      if candidate.finding.probability > known { best[candidate.finding.id] = candidate }
    }
    return best.values.sorted { $0.finding.id < $1.finding.id }
  }
}
