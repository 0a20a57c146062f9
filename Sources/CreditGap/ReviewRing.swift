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

  private struct Pair: Hashable, Comparable {
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
    let observed = statistics(sorted, authors: sorted.map(\.author))
    guard !observed.isEmpty else { return [] }
    var chance: [Double] = []
    var generator = CounterGenerator(seed: seed, stream: stableHash("review_ring"))
    for _ in 0..<max(1, shuffles) {
      var authors = sorted.map(\.author)
      shuffleWithinGroups(sorted, &authors, &generator)
      chance += statistics(sorted, authors: authors).map(\.value)
    }
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

  private static func statistics(_ approvals: [Approval], authors: [Int32]) -> [(key: Pair, value: Double)] {
    var counts: [Pair: (Int, Int)] = [:]
    var given: [Pair: Int] = [:]
    var received: [Pair: Int] = [:]
    var sizes: [Int32: Int] = [:]
    for (approval, author) in zip(approvals, authors) {
      sizes[approval.group, default: 0] += 1
      given[Pair(group: approval.group, low: approval.reviewer, high: 0), default: 0] += 1
      received[Pair(group: approval.group, low: author, high: 0), default: 0] += 1
      guard approval.reviewer != author else { continue }
      let isUp = approval.reviewer < author
      let pair = Pair(
        group: approval.group, low: min(approval.reviewer, author), high: max(approval.reviewer, author))
      let known = counts[pair] ?? (0, 0)
      counts[pair] = isUp ? (known.0 + 1, known.1) : (known.0, known.1 + 1)
    }
    return counts.filter { min($0.value.0, $0.value.1) >= least }.sorted { $0.key < $1.key }.map { pair, count in
      func expected(_ from: Int32, _ to: Int32) -> Double {
        let out = given[Pair(group: pair.group, low: from, high: 0)] ?? 0
        let into = received[Pair(group: pair.group, low: to, high: 0)] ?? 0
        return Double(out) * Double(into) / Double(max(1, sizes[pair.group] ?? 1))
      }
      let mean = min(expected(pair.low, pair.high), expected(pair.high, pair.low))
      return (pair, (Double(min(count.0, count.1)) - mean) / (mean + 1).squareRoot())
    }
  }

  private static func shuffleWithinGroups(
    _ approvals: [Approval], _ authors: inout [Int32], _ generator: inout CounterGenerator
  ) {
    var start = 0
    while start < approvals.count {
      var end = start
      while end < approvals.count && approvals[end].group == approvals[start].group { end += 1 }
      var last = end - 1
      while last > start {
        authors.swapAt(last, start + generator.index(below: last - start + 1))
        last -= 1
      }
      start = end
    }
  }
}
