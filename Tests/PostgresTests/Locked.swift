import Foundation

/// A value under a POSIX lock, for threads that may meet.
///
/// The thread sanitizer follows this lock. `Synchronization.Mutex` it follows only while nobody has to wait: the waiting
/// path lies in a library that is not instrumented, so two threads that met there look like a race.
@safe final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<R>(_ body: (inout Value) throws -> R) rethrows -> R {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
