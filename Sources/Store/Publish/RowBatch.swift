internal import Postgres
internal import Synchronization

/// Encoded rows of one family on their way from a scoring thread to the session that writes them.
final class RowBatch: Sendable {
  private let rows: Mutex<BinaryRows>

  init(capacity: Int) { rows = Mutex(BinaryRows(capacity: capacity)) }

  func encode<Result>(_ body: (inout BinaryRows) -> Result) -> Result {
    rows.withLock { rows in body(&rows) }
  }

  /// Sends and empties the batch.
  func send(_ writer: inout CopyWriter) throws {
    try rows.withLock { rows throws in if rows.rowCount > 0 { try writer.send(&rows) } }
  }
}

/// Hands batches from one thread to another, a few at a time, so that memory stays bounded.
final class BatchQueue: Sendable {
  private struct State {
    var waiting: [RowBatch] = []
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  private let filled = Semaphore(0)
  private let free: Semaphore

  init(limit: Int) { free = Semaphore(limit) }

  /// Waits until there is room. Throws what the receiving side failed with.
  func put(_ batch: RowBatch) throws {
    free.wait()
    try state.withLock { state throws in
      if let failure = state.failure {
        free.signal()
        throw failure
      }
      state.waiting.append(batch)
    }
    filled.signal()
  }

  /// The next batch; nil after the last. Throws when the sending side gave up.
  func take() throws -> RowBatch? {
    filled.wait()
    let batch = try state.withLock { state throws in
      if let failure = state.failure { throw failure }
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
    free.signal()
    return batch
  }

  /// No more batches come; the receiver ends after those that wait.
  func close() { filled.signal() }

  /// One side gave up: every later `put` and `take` throws.
  func fail(_ error: any Error) {
    state.withLock { if $0.failure == nil { $0.failure = error } }
    free.signal()
    filled.signal()
  }
}
