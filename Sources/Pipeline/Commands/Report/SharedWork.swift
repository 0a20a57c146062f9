internal import Dispatch
internal import Synchronization

/// Work in batches: while the caller reads one batch, threads share the work on the batch before.
///
/// Results are taken in the order of the inputs, whatever the number of threads, so that sums over them are the same to the
/// last bit. No thread outlives the call, however it ends; at most two batches are in memory.
enum SharedWork {
  /// - Parameters:
  ///   - jobs: threads beside the caller's; with one the work is done between two readings.
  ///   - next: reads a batch on the caller's thread; nil after the last.
  ///   - work: what is done with one input; it runs on several threads at once.
  ///   - take: gets the results of a batch on the caller's thread.
  /// - Throws: what `next`, `work` or `take` throws; of a batch, the first failure by place.
  static func run<Input: Sendable, Output: Sendable>(
    jobs: Int, next: () throws -> [Input]?, work: @escaping @Sendable (Input) throws -> Output,
    take: ([Output]) throws -> Void
  ) throws {
    var pending: Batch<Input, Output>?
    defer { pending?.end() }
    while let inputs = try next() {
      if let done = pending { try take(done.results()) }
      let batch = Batch(inputs, work)
      pending = batch
      batch.start(jobs: jobs)
    }
    if let done = pending { try take(done.results()) }
  }

  private final class Batch<Input: Sendable, Output: Sendable>: Sendable {
    private let inputs: [Input]
    private let work: @Sendable (Input) throws -> Output
    private let group = DispatchGroup()
    private let claimed = Mutex(0)
    private let done: Mutex<[Result<Output, any Error>?]>

    init(_ inputs: [Input], _ work: @escaping @Sendable (Input) throws -> Output) {
      self.inputs = inputs
      self.work = work
      done = Mutex(Array(repeating: nil, count: inputs.count))
    }

    func start(jobs: Int) {
      let width = min(jobs, inputs.count)
      guard width > 1 else { return workThrough() }
      // The work waits for the disk, too: a queue for each gets a thread at once, and holds none of the shared ones.
      for place in 0..<width {
        DispatchQueue(label: "fairshare.work.\(place)").async(group: group) { self.workThrough() }
      }
    }

    func results() throws -> [Output] {
      group.wait()
      return try done.withLock { $0 }.compactMap { try $0?.get() }
    }

    /// Leaves what nobody has begun, and waits for what is under way.
    func end() {
      claimed.withLock { $0 = inputs.count }
      group.wait()
    }

    private func workThrough() {
      while let place = claim() {
        let result = Result { try work(inputs[place]) }
        if case .failure = result { claimed.withLock { $0 = inputs.count } }
        done.withLock { $0[place] = result }
      }
    }

    private func claim() -> Int? {
      claimed.withLock { place in
        guard place < inputs.count else { return nil }
        place += 1
        return place - 1
      }
    }
  }
}
