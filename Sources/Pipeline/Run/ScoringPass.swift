internal import Attribution
internal import Contribution
internal import CreditGap
internal import Dispatch
internal import Store
internal import Synchronization

/// Scores all key results of a period with several threads and hands their rows on in order.
struct ScoringPass {
  let period: PeriodRecords
  let run: RunID
  let scorer: KeyResultScorer
  let jobs: Int
  /// Whether the consensus of every key result is kept, for a comparison.
  var keepsConsensus = false

  /// Key results scored and encoded between two hand-overs: bounds the memory of encoded rows.
  static let block = 32

  /// What one block of key results amounts to.
  private struct Block: Sendable {
    var batches: ScoredBatches
    var scored: [Scored] = []
  }

  private struct Scored: Sendable {
    var key: ScoredKeyResult
    var credit: [Double]
    var units: PublishedUnits? = nil
    var setAside: QuarantineSummary
    var subject: CreditSubject? = nil
    var failure: String? = nil

    /// nil where there is no consensus, or nothing that it is a part of.
    var consensus: ConsensusShares? {
      guard let value = key.value, value > 0, let units,
        let at = key.estimates.firstIndex(where: { $0.model == .consensus })
      else { return nil }
      return ConsensusShares(value: value, people: key.people, units: units.shares[at])
    }
  }

  /// What the whole pass amounts to, beside the rows that went to `emit`.
  struct Totals {
    var narrow = NarrowRows()
    var quarantined: QuarantineSummary
    var digests: [SHA256Digest] = []
    var skipped: [(keyResult: String, why: String)] = []
    var notJudged = 0
    var subjects: [CreditSubject] = []
    /// By position of the key result where they are kept, else empty.
    var consensus: [ConsensusShares?] = []
  }

  /// - Parameter emit: takes the encoded rows, in the order of key results.
  func run(
    emit: (ScoredBatches) throws -> Void, progress: (Int) -> Void, isCancelled: @Sendable () -> Bool
  ) throws -> Totals {
    var totals = Totals(quarantined: period.quarantined)
    var sums = PersonSums(people: period.people)
    var reach: [(people: [Int32], shares: [Double])] = []
    let width = Self.block * max(1, jobs)
    var start = 0
    let readers = (0..<max(1, jobs)).map { _ in Mutexed(period.makeReader()) }
    while start < period.count {
      if isCancelled() { throw CancellationError() }
      let end = min(period.count, start + width)
      for block in try score(start..<end, readers) {
        for scored in block.scored {
          totals.quarantined.add(scored.setAside)
          if let subject = scored.subject { totals.subjects.append(subject) }
          if let failure = scored.failure { totals.skipped.append((scored.key.keyResultID, failure)) }
          if scored.key.notJudged != nil { totals.notJudged += 1 }
          totals.narrow.keyResults.append(KeyResultScoreRow(scored.key))
          if keepsConsensus { totals.consensus.append(scored.consensus) }
          guard let units = scored.units else {
            reach.append(([], []))
            continue
          }
          sums.add(scored.key, credit: scored.credit, units: units)
          let isKnown = scored.key.notJudged != "no_evidence"
          let shares = units.headline(scored.key).share.map { Double($0) / Double(ShareUnits.one) }
          reach.append(isKnown ? (scored.key.people, shares) : ([], []))
        }
        totals.digests += block.batches.digests
        try emit(block.batches)
      }
      start = end
      progress(start)
    }
    totals.narrow.people = sums.rows(unlinkedEffort: period.unlinkedEffort())
    totals.narrow.objectives = period.objectiveContributions(reach)
    return totals
  }

  /// Blocks of one stretch, scored side by side.
  private func score(_ range: Range<Int>, _ readers: [Mutexed<KeyResultReader>]) throws -> [Block] {
    let starts = Array(stride(from: range.lowerBound, to: range.upperBound, by: Self.block))
    let blocks = Mutex([Result<Block, any Error>?](repeating: nil, count: starts.count))
    DispatchQueue.concurrentPerform(iterations: starts.count) { index in
      let result = readers[index].withLock { reader in
        Result { try block(starts[index]..<min(range.upperBound, starts[index] + Self.block), &reader) }
      }
      blocks.withLock { $0[index] = result }
    }
    return try blocks.withLock { $0 }.compactMap { try $0?.get() }
  }

  private func block(_ range: Range<Int>, _ reader: inout KeyResultReader) throws -> Block {
    var block = Block(batches: ScoredBatches(run: run, period: period))
    for position in range {
      let keyResult = reader.read(position)
      let credit = keyResult.records.people.credit
      do {
        if InjectedFault.isAsked("model \(keyResult.records.keyResultID)") {
          throw AttributionError(.overflow, "injected")
        }
        let (scored, subject) = try scorer.score(keyResult, period)
        let units = scored.estimates.isEmpty ? nil : try block.batches.add(scored)
        block.scored.append(
          Scored(key: scored, credit: credit, units: units, setAside: keyResult.setAside, subject: subject))
      } catch let error as AttributionError {
        // One bad key result does not stop a run: it is listed, and nothing is said about its people.
        var failed = ScoredKeyResult(
          keyResultID: keyResult.records.keyResultID, kind: keyResult.kind, people: keyResult.records.people.number)
        failed.notJudged = "model_failed"
        block.scored.append(
          Scored(key: failed, credit: credit, setAside: keyResult.setAside, failure: error.description))
      }
    }
    return block
  }
}

/// A value that threads take turns with.
final class Mutexed<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    value.withLock { value in body(&value) }
  }
}
