package import Contribution
internal import Postgres

/// The encoded rows of some consecutive key results, and the digest of each.
package struct ScoredBatches: Sendable {
  let batches: [ResultFamily: RowBatch]
  private let run: RunID
  private let period: PeriodRecords
  /// Digest of the published numbers of each key result, in order.
  package private(set) var digests: [SHA256Digest] = []

  package init(run: RunID, period: PeriodRecords) {
    self.run = run
    self.period = period
    batches = Dictionary(uniqueKeysWithValues: ResultFamily.wide.map { ($0, RowBatch(capacity: 1 << 16)) })
  }

  /// Adds the rows of one key result.
  ///
  /// - Returns: the published units of the headline shares, for sums over key results.
  package mutating func add(_ scored: ScoredKeyResult) throws(StoreError) -> PublishedUnits {
    let units = PublishedUnits(scored)
    encodeShares(scored, units)
    encodePieces(scored, units)
    encodeRecords(scored, units)
    encodeSteps(scored, units)
    digests.append(try units.digest(scored, period))
    return units
  }

  private func encodeShares(_ scored: ScoredKeyResult, _ units: PublishedUnits) {
    // Rows go out in the order of the key, so that building it finds them sorted.
    let order = scored.estimates.indices.sorted {
      scored.estimates[$0].model.rawValue.utf8.lexicographicallyPrecedes(scored.estimates[$1].model.rawValue.utf8)
    }
    batches[.shares]?.encode { rows in
      for person in scored.people.indices {
        for index in order {
          rows.begin(fields: 8)
          rows.uuid(run.bits)
          rows.text(period.period)
          rows.text(scored.keyResultID)
          unsafe period.withPersonID(scored.people[person]) { unsafe rows.bytes($0) }
          rows.text(scored.estimates[index].model.rawValue)
          rows.nano(units.shares[index][person])
          if units.low[index].isEmpty {
            rows.null()
            rows.null()
          } else {
            rows.nano(units.low[index][person])
            rows.nano(units.high[index][person])
          }
        }
      }
    }
  }

  private func encodePieces(_ scored: ScoredKeyResult, _ units: PublishedUnits) {
    guard let evidence = scored.estimate(.evidence) else { return }
    let pieces = evidence.pieces
    batches[.evidencePieces]?.encode { rows in
      var at = 0
      while at < pieces.count {
        var end = at
        while end < pieces.count, pieces.person[end] == pieces.person[at] { end += 1 }
        let order = (at..<end).sorted {
          pieces.channel[$0].rawValue.utf8.lexicographicallyPrecedes(pieces.channel[$1].rawValue.utf8)
        }
        for piece in order {
          rows.begin(fields: 6)
          rows.uuid(run.bits)
          rows.text(scored.keyResultID)
          unsafe period.withPersonID(scored.people[Int(pieces.person[piece])]) { unsafe rows.bytes($0) }
          rows.text(pieces.channel[piece].rawValue)
          rows.int32(pieces.acts[piece])
          rows.nano(units.pieces[piece])
        }
        at = end
      }
    }
  }

  private func encodeRecords(_ scored: ScoredKeyResult, _ units: PublishedUnits) {
    batches[.evidenceRecords]?.encode { rows in
      var rank: Int32 = 0
      for (index, act) in scored.acts.enumerated() {
        rank = index > 0 && scored.acts[index - 1].person == act.person ? rank + 1 : 1
        rows.begin(fields: 8)
        rows.uuid(run.bits)
        rows.text(scored.keyResultID)
        unsafe period.withPersonID(scored.people[Int(act.person)]) { unsafe rows.bytes($0) }
        rows.int32(rank)
        rows.text(act.table.rawValue)
        unsafe period.withSourceID(act) { unsafe rows.bytes($0) }
        rows.text(act.channel.rawValue)
        rows.nano(units.acts[index])
      }
    }
  }

  private func encodeSteps(_ scored: ScoredKeyResult, _ units: PublishedUnits) {
    guard !scored.steps.isEmpty else { return }
    batches[.consensusSteps]?.encode { rows in
      for (index, step) in scored.steps.enumerated() {
        rows.begin(fields: 5)
        rows.uuid(run.bits)
        rows.text(scored.keyResultID)
        unsafe period.withPersonID(scored.people[Int(step.person)]) { unsafe rows.bytes($0) }
        rows.text(step.step)
        rows.nano(units.steps[index])
      }
    }
  }
}
