internal import CLibPQ

/// Stops the statement a connection is running, from any thread.
///
/// The statement then fails with SQLSTATE 57014; a cancel that comes too late does nothing.
@safe public final class CancelHandle: Sendable {
  // Safe to share: a PGcancel is never changed after it was made, and PQcancel is documented as callable from any
  // thread and even from a signal handler. It is freed only when the last reference is gone.
  nonisolated(unsafe) private let handle: OpaquePointer

  init?(connection: OpaquePointer) {
    guard let handle = unsafe PQgetCancel(connection) else { return nil }
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe PQfreeCancel(handle) }

  /// Asks the server to stop. Opens a connection of its own and waits for it, so it may block when the server is
  /// frozen.
  ///
  /// - Returns: whether the request was delivered.
  @discardableResult public func cancel() -> Bool {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      unsafe PQcancel(handle, buffer.baseAddress, 256) == 1
    }
  }
}
