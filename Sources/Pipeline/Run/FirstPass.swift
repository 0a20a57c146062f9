internal import Attribution
internal import Contribution
internal import CreditGap
internal import Dispatch
internal import Store
internal import Synchronization

/// The first look at every key result: its digest, and what the company-wide fit is learned from.
///
/// Which thread looks at which key result leaves no trace: digests keep their place and the sample merges in any order.
struct FirstPass {
  private(set) var digests: [SHA256Digest]
  private(set) var sample: ConsensusSample
  /// Losses worth a finding, in the order of key results.
  private(set) var losses: [KeyPersonRisk.Loss]

  /// Key results that a thread takes at once.
  private static let size = 64
  /// Below this part of the effort nobody is a risk by being alone on it.
  private static let leastLoss = 0.3

  private struct Block: Sendable {
    var digests: [SHA256Digest] = []
    var losses: [KeyPersonRisk.Loss] = []
  }

  init(
    _ period: PeriodRecords, evidence: EvidenceModel, jobs: Int, isCancelled: @Sendable () -> Bool
  ) throws {
    let count = period.count
    let blocks = (count + Self.size - 1) / Self.size
    let results = Mutex([Result<Block, any Error>?](repeating: nil, count: blocks))
    let merged = Mutex(ConsensusSample())
    let next = Mutex(0)
    let personIDs = period.personIDs
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, blocks))) { _ in
      var reader = period.makeReader()
      var sample = ConsensusSample()
      while let block = next.withLock({ next -> Int? in
        guard next < blocks else { return nil }
        defer { next += 1 }
        return next
      }) {
        let range = block * Self.size..<min(count, (block + 1) * Self.size)
        let result = Result { () throws -> Block in
          if isCancelled() { throw CancellationError() }
          var block = Block()
          for position in range {
            let keyResult = reader.read(position)
            block.digests.append(try keyResult.fingerprint(period))
            // What a model refuses is listed when it is scored; it teaches nothing here.
            guard let units = try? evidence.units(keyResult.records) else { continue }
            sample.add(keyResult.records, units)
            let ids = keyResult.records.people.number.map { personIDs[Int($0)] }
            block.losses += KeyPersonRisk.losses(keyResult.records, personIDs: ids).filter { $0.loss > Self.leastLoss }
          }
          return block
        }
        results.withLock { $0[block] = result }
      }
      let mine = sample
      merged.withLock { $0.merge(mine) }
    }
    let done = try results.withLock { $0 }.compactMap { try $0?.get() }
    digests = done.flatMap(\.digests)
    losses = done.flatMap(\.losses)
    sample = merged.withLock { $0 }
  }

  /// What is learned of the company at these settings.
  func fit(_ configuration: Configuration, _ choices: FitChoices = FitChoices()) -> CompanyFit {
    var choices = choices
    choices.learnsRates = choices.learnsRates && configuration.learnsRates
    return sample.fit(policy: configuration.rates, choices: choices)
  }
}
