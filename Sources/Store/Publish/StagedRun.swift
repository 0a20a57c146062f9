internal import Dispatch
package import Postgres
internal import Synchronization

/// A run's results while they are written: one session a wide family, each a partition that nobody reads yet.
///
/// Use from one thread: `append` batches in the order of key results, `close`, then `finish`.
package final class StagedRun: Sendable {
  let run: RunID
  private let queues: [ResultFamily: BatchQueue]
  private let done = DispatchGroup()
  private let counts = Mutex<[ResultFamily: Int]>([:])
  private let appended = Mutex(0)
  private let failures = Mutex<[(family: ResultFamily, error: any Error)]>([])

  /// Batches that wait for a session at the most, by family.
  private static let depth = 2

  /// Creates the partitions and starts the sessions that fill them.
  package init(_ settings: ConnectionSettings, run: RunID) {
    self.run = run
    var queues: [ResultFamily: BatchQueue] = [:]
    for family in ResultFamily.wide { queues[family] = BatchQueue(limit: Self.depth) }
    self.queues = queues
    for family in ResultFamily.wide {
      guard let queue = queues[family] else { continue }
      DispatchQueue(label: "fairshare.stage.\(family.rawValue)").async(group: done) { [self] in
        do {
          let rows = try Self.write(settings, family: family, run: run, queue: queue)
          counts.withLock { $0[family] = rows }
        } catch {
          failures.withLock { $0.append((family, error)) }
          queue.fail(error)
        }
      }
    }
  }

  /// Fills one partition, then builds its key: COPY into a table without indexes is what PostgreSQL does fastest.
  private static func write(
    _ settings: ConnectionSettings, family: ResultFamily, run: RunID, queue: BatchQueue
  ) throws -> Int {
    var connection = try Connection(settings)
    return try connection.withTransaction { connection in
      try connection.execute(family.create(run))
      let rows = try connection.copyIn(family.copyIn(run), patience: .seconds(600)) { writer in
        while let batch = try queue.take() { try batch.send(&writer) }
      }
      try connection.execute(family.seal(run), patience: .seconds(3600))
      return rows
    }
  }

  /// Hands over the rows of the next key results.
  package func append(_ batches: ScoredBatches) throws {
    for family in ResultFamily.wide {
      guard let queue = queues[family], let batch = batches.batches[family] else { continue }
      let rows = batch.encode { $0.rowCount }
      appended.withLock { $0 += rows }
      try queue.put(batch)
    }
  }

  /// Gives up: every session rolls back what it wrote.
  package func abandon() {
    for family in ResultFamily.wide { queues[family]?.fail(CancellationError()) }
    done.wait()
  }

  /// Rows handed over so far.
  package var appendedRows: Int { appended.withLock { $0 } }

  /// No more batches come: the sessions build their keys.
  package func close() {
    for family in ResultFamily.wide { queues[family]?.close() }
  }

  /// Waits for the sessions, after `close`.
  ///
  /// - Returns: rows written by family.
  /// - Throws: the first failure of a session.
  package func finish() throws -> [ResultFamily: Int] {
    done.wait()
    if let failure = failures.withLock({ $0.first }) { throw failure.error }
    return counts.withLock { $0 }
  }
}
