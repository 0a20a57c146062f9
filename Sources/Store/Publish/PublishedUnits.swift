package import Contribution
internal import Postgres

/// One key result's numbers as they are published: whole units of 1e-9 that sum exactly.
package struct PublishedUnits: Sendable {
  /// Shares by estimate, then person; each estimate sums to `ShareUnits.one`.
  package let shares: [[Int64]]
  package let low: [[Int64]]
  package let high: [[Int64]]
  /// One number a piece; a person's pieces sum to the person's evidence share.
  let pieces: [Int64]
  let acts: [Int64]
  /// One number a step; a person's steps sum to the person's consensus share.
  let steps: [Int64]

  init(_ scored: ScoredKeyResult) {
    let shares = scored.estimates.map { ShareUnits.apportion($0.shares) }
    self.shares = shares
    var low: [[Int64]] = []
    var high: [[Int64]] = []
    for (estimate, units) in zip(scored.estimates, shares) {
      // Rounding must not push a share out of its own interval.
      low.append(zip(estimate.intervals, units).map { min($1, max(0, ShareUnits.rounded($0.low))) })
      high.append(zip(estimate.intervals, units).map { max($1, min(ShareUnits.one, ShareUnits.rounded($0.high))) })
    }
    self.low = low
    self.high = high
    let evidence = scored.estimates.firstIndex { $0.model == .evidence }
    let ofEvidence = evidence.map { shares[$0] } ?? []
    pieces = evidence.map { Self.pieces(scored.estimates[$0].pieces, shares: ofEvidence) } ?? []
    acts = Self.acts(scored.acts, shares: ofEvidence)
    let consensus = scored.estimates.firstIndex { $0.model == .consensus }
    steps = consensus.map { Self.steps(scored.steps, shares: shares[$0]) } ?? []
  }

  /// Units of the headline model; empty where there is none.
  package func headline(_ scored: ScoredKeyResult) -> (share: [Int64], low: [Int64], high: [Int64]) {
    guard let at = scored.estimates.firstIndex(where: { $0.model == scored.headline }) else { return ([], [], []) }
    return (shares[at], low[at], high[at])
  }

  private static func pieces(_ pieces: Estimate.Pieces, shares: [Int64]) -> [Int64] {
    var units: [Int64] = []
    units.reserveCapacity(pieces.count)
    var at = 0
    while at < pieces.count {
      var end = at
      while end < pieces.count, pieces.person[end] == pieces.person[at] { end += 1 }
      let total = shares[Int(pieces.person[at])]
      if end == at + 1 {
        units.append(total)
      } else {
        ShareUnits.apportion(pieces.amount[at..<end], total: total, onto: &units)
      }
      at = end
    }
    return units
  }

  /// Where all acts of a person are kept they sum to the share; else each is rounded down.
  private static func acts(_ acts: [ScoredKeyResult.WeighedAct], shares: [Int64]) -> [Int64] {
    var units: [Int64] = []
    units.reserveCapacity(acts.count)
    let amounts = acts.map(\.amount)
    var at = 0
    while at < acts.count {
      var end = at
      var sum = 0.0
      while end < acts.count, acts[end].person == acts[at].person {
        sum += acts[end].amount
        end += 1
      }
      let share = shares[Int(acts[at].person)]
      if end == at + 1, abs(sum * 1e9 - Double(share)) < 2 {
        units.append(share)
      } else if abs(sum * 1e9 - Double(share)) < 2 {
        ShareUnits.apportion(amounts[at..<end], total: share, onto: &units)
      } else {
        for act in acts[at..<end] { units.append(Int64((act.amount * 1e9).rounded(.down))) }
      }
      at = end
    }
    return units
  }

  private static func steps(_ steps: [ScoredKeyResult.ConsensusStep], shares: [Int64]) -> [Int64] {
    var units: [Int64] = []
    units.reserveCapacity(steps.count)
    let amounts = steps.map(\.amount)
    var at = 0
    while at < steps.count {
      var end = at
      while end < steps.count, steps[end].person == steps[at].person { end += 1 }
      ShareUnits.apportion(amounts[at..<end], total: shares[Int(steps[at].person)], onto: &units)
      at = end
    }
    return units
  }

  /// Digest of the published numbers, without anything that differs from run to run.
  ///
  /// - Parameter sources: `PeriodRecords.shortSources` of the acts.
  func digest(
    _ scored: ScoredKeyResult, _ period: PeriodRecords, sources: [ShortText?]
  ) throws(StoreError) -> SHA256Digest {
    let rows = scored.people.count * (2 + 3 * shares.count) + pieces.count + 4 * acts.count + steps.count
    var bytes = CanonicalBytes(capacity: 4096 + 8 * rows)
    bytes.text(scored.keyResultID)
    bytes.text(scored.notJudged ?? "")
    bytes.number(scored.value)
    bytes.number(scored.attainment)
    bytes.number(scored.coverage)
    bytes.number(scored.disagreement)
    for person in scored.people { unsafe period.withPersonID(person) { unsafe bytes.append($0) } }
    for (index, estimate) in scored.estimates.enumerated() {
      bytes.text(estimate.model.rawValue)
      for column in [shares[index], low[index], high[index]] { for unit in column { bytes.integer(unit) } }
    }
    for column in [pieces, acts, steps] {
      bytes.integer(Int64(column.count))
      for unit in column { bytes.integer(unit) }
    }
    for (act, source) in zip(scored.acts, sources) {
      if let source { bytes.append(source) } else { unsafe period.withSourceID(act) { unsafe bytes.append($0) } }
    }
    return try bytes.digest()
  }
}
