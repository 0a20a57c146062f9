/// When to try again after which class of error; clock and jitter come from outside.
///
/// Pause before try n + 1 after a connection error: min(0.5 s x 2^(n-1), 8 s) x (0.5 + jitter / 2); at most 5 tries
/// and 60 s of pauses. A conflict is repeated up to 5 tries in all with the same rule, a hundred times shorter.
/// Every other class is not repeated here: a wait needs its holder named first, space and refusals do not pass.
public struct RetrySchedule: Sendable {
  public var tries: Int
  public var firstPause: Duration
  public var longestPause: Duration
  public var totalPause: Duration

  public init(
    tries: Int = 5, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(8),
    totalPause: Duration = .seconds(60)
  ) {
    self.tries = tries
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.totalPause = totalPause
  }

  /// The pause after try `number` (from 1) failed with `error`, or nil to give up.
  ///
  /// `commitInDoubt` is never repeated blindly, although its class is connection.
  ///
  /// - Parameters:
  ///   - paused: the sum of the pauses so far.
  ///   - jitter: uniform in [0, 1).
  public func pause(after error: PostgresError, try number: Int, paused: Duration, jitter: Double) -> Duration? {
    guard number < tries, error.code != .commitInDoubt else { return nil }
    var pause = min(firstPause * (1 << min(number - 1, 20)), longestPause)
    switch error.retryClass {
    case .connection: break
    case .conflict: pause = pause / 100
    case .wait, .space, .never: return nil
    }
    pause = pause * (0.5 + min(max(jitter, 0), 1) / 2)
    return paused + pause <= totalPause ? pause : nil
  }

  /// Runs `body` until it succeeds or its error is not worth another try.
  ///
  /// - Parameters:
  ///   - clock: how to sleep and where chance comes from.
  ///   - body: is told the number of its try, from 1.
  @discardableResult
  public func run<Value: ~Copyable>(
    on clock: RetryClock, _ body: (_ number: Int) throws -> Value
  ) throws -> Value {
    var paused = Duration.zero
    var number = 1
    while true {
      do {
        return try body(number)
      } catch let error as PostgresError {
        guard let wait = pause(after: error, try: number, paused: paused, jitter: clock.jitter()) else { throw error }
        try clock.pause(wait)
        paused += wait
        number += 1
      }
    }
  }
}

/// How a retry sleeps, and where its jitter comes from.
public struct RetryClock {
  /// Sleeps; throws to stop, for example when the run is cancelled.
  public var pause: (Duration) throws -> Void
  /// Uniform in [0, 1).
  public var jitter: () -> Double

  public init(pause: @escaping (Duration) throws -> Void, jitter: @escaping () -> Double) {
    self.pause = pause
    self.jitter = jitter
  }
}
