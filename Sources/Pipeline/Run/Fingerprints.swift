internal import Dispatch
internal import Store
internal import Synchronization

/// Digests of all key results of a period, computed by several threads.
enum Fingerprints {
  /// - Returns: one digest a key result, in order.
  static func all(
    _ period: PeriodRecords, jobs: Int, isCancelled: @Sendable () -> Bool
  ) throws -> [SHA256Digest] {
    let count = period.count
    // Blocks, not one share a thread: which thread takes which block leaves no trace in the result.
    let size = 64
    let blocks = (count + size - 1) / size
    let results = Mutex([Result<[SHA256Digest], any Error>?](repeating: nil, count: blocks))
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, blocks))) { _ in
      var reader = period.makeReader()
      while let block = next.withLock({ next -> Int? in
        guard next < blocks else { return nil }
        defer { next += 1 }
        return next
      }) {
        let result = Result { () throws -> [SHA256Digest] in
          if isCancelled() { throw CancellationError() }
          return try (block * size..<min(count, (block + 1) * size)).map { try reader.read($0).fingerprint(period) }
        }
        results.withLock { $0[block] = result }
      }
    }
    return try results.withLock { $0 }.flatMap { try $0?.get() ?? [] }
  }
}
