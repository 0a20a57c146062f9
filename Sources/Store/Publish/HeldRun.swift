internal import FairshareSQL
package import Postgres

/// A staged and complete run that waits for somebody to release it.
package struct HeldRun: Sendable {
  package let period: String
  /// Why it was held.
  package let reason: String
  private let run: RunID
  private let fence: Int64
  private let resultDigest: String

  /// The held run of an id; nil where no such run is held.
  package init?(_ connection: inout Connection, _ run: RunID) throws(PostgresError) {
    let rows = try connection.execute(Query.heldRun.sql, [.uuid(run.bits)])
    guard rows.count == 1 else { return nil }
    self.run = run
    period = try rows.text(0, 0)
    fence = Int64(try rows.integer(0, 1))
    resultDigest = try rows.text(0, 2)
    reason = try rows.textOrNull(0, 3) ?? ""
  }

  /// Publishes it; the login that did, and why, is written in the same transaction.
  ///
  /// - Parameter person: whose decision it was, where somebody else released the run for them.
  /// - Returns: false when a later run of the period has begun: nothing was published.
  package func publish(
    _ connection: inout Connection, for person: String?, reason: String, commentDays: Int
  ) throws -> Bool {
    try Publication.publish(
      &connection, run: run, period: period, fence: fence, resultDigest: resultDigest, commentDays: commentDays
    ) { connection in
      try RunRegistry.audit(
        &connection, by: connection.user, "release_run", subject: run.text,
        detail: person.map { "for \($0): \(reason)" } ?? reason)
    }
  }
}
