internal import Glibc
internal import Synchronization

/// The wish to stop, from SIGINT or SIGTERM: a flag that long work looks at between key results.
///
/// A second SIGINT ends the process at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// The signal that asked for the end; 0 where none did.
  static var signalNumber: Int32 { received.load(ordering: .relaxed) }

  /// Begins to listen.
  static func watch() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        // Only what is safe in a signal handler: one atomic store, and the default action for the next one.
        Interruption.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    // Whoever started us may have blocked them, and a child inherits that.
    var numbers = sigset_t()
    unsafe sigemptyset(&numbers)
    unsafe sigaddset(&numbers, SIGINT)
    unsafe sigaddset(&numbers, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
  }

  /// 130 for an interrupt from the keyboard, 75 for an orderly request to end: try again later.
  static var exit: Failure.Exit { signalNumber == SIGTERM ? .temporary : .interrupted }
}
