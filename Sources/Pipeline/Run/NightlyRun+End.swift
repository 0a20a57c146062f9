internal import Postgres
internal import Reporting
internal import Store

/// How a run ends: published, or leaving nothing behind.
extension NightlyRun {
  /// Publishes, and where the reply to COMMIT is lost finds out what happened.
  func publish(_ control: inout Connection, run: RunID, fence: Int64, resultDigest: String) throws {
    let session = control.backendProcessID
    do {
      guard
        try Publication.publish(
          &control, run: run, period: period, fence: fence, resultDigest: resultDigest,
          commentDays: configuration.commentDays)
      else {
        throw Failure(
          .overtaken,
          Bilingual("周期 \(period) 已由更晚的一次运行接手。", "A later run of period \(period) took over."),
          place: "run \(run.text)",
          fix: Bilingual("看 `fairshare status`；不需要修复什么。", "Look at `fairshare status`; nothing needs mending."))
      }
    } catch let doubt as PostgresError where doubt.code == .commitInDoubt {
      let state: String
      do {
        state = try RetrySchedule().run(on: retryClock()) { _ in
          var settings = named("look-up", run)
          // Also who wants to stop needs to know what readers see.
          settings.isCancelled = { false }
          var connection = try Connection(settings)
          // A COMMIT that is still on its way must not come true after it was looked up.
          _ = try RunRegistry.endSession(&connection, processID: session)
          return try RunRegistry.find(&connection, run: run)?.state ?? ""
        }
      } catch {
        throw doubt
      }
      guard state == "published" || state == "superseded" else { throw doubt.afterHarmlessCommit }
    }
  }

  /// Marks the run as ended and drops what it staged, over a new session if the old one is gone.
  func leave(_ control: inout Connection, run: RunID, error: any Error) {
    let failure = isCancelled() ? Failure(CancellationError()) : Failure(error)
    let state =
      switch failure.code {
      case .cancelled: "cancelled"
      case .feedBroken, .periodUnknown, .planMoved, .rowsDropped: "refused"
      default: "failed"
      }
    let reason = "\(failure.code.rawValue): \(failure.summary)"
    do {
      if control.isUsable {
        try despiteLateCancel(&control) { control in
          if control.isInTransaction { try control.rollback() }
          try Self.end(&control, run: run, state: state, reason: reason)
        }
      } else {
        var settings = named("leave", run)
        settings.isCancelled = { false }
        if isCancelled() { settings.connectTimeout = .seconds(2) }
        var fresh = try Connection(settings)
        if isCancelled() { fresh.finishUndisturbed(Self.leaving) }
        // The lost session may hold locks on what is to be dropped until the server has noticed.
        _ = try RunRegistry.endSession(&fresh, processID: control.backendProcessID)
        try Self.end(&fresh, run: run, state: state, reason: reason)
      }
    } catch {
      // The run stays "running" in the registry, and the next run of the period cleans up after it.
    }
  }

  /// Does what ends a run, again where the request to cancel its last statement came so late that it hit this.
  private func despiteLateCancel(_ control: inout Connection, _ body: (inout Connection) throws -> Void) throws {
    for _ in 1...3 {
      do {
        return try body(&control)
      } catch let error as PostgresError where error.sqlState == "57014" {
        continue
      }
    }
    try body(&control)
  }

  /// How long a server may be silent before it is asked whether it still answers, and in all, where somebody waits for the end.
  static let leaving = (ask: Duration.milliseconds(500), most: Duration.seconds(20))

  /// Ends a run only when nothing of it is left, so that leftovers always belong to a run that will be found.
  private static func end(_ connection: inout Connection, run: RunID, state: String, reason: String) throws {
    try RunRegistry.dropStaging(&connection, run: run)
    try RunRegistry.end(&connection, run: run, state: state, reason: reason)
  }
}
