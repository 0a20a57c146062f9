internal import Dispatch

/// A counting semaphore between the threads of one run.
struct Semaphore: Sendable {
  private let semaphore: DispatchSemaphore

  init(_ value: Int) {
    // A Dispatch semaphore must not be freed below the value that it began with, so it begins at 0.
    semaphore = DispatchSemaphore(value: 0)
    for _ in 0..<value { semaphore.signal() }
  }

  func wait() { semaphore.wait() }
  func signal() { semaphore.signal() }
}
