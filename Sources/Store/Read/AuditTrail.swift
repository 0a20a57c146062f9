internal import FairshareSQL
package import Postgres

/// What was noted about a subject, such as a finding.
package enum AuditTrail {
  package struct Event: Sendable {
    package var at: String
    package var actor: String
    package var action: String
    package var detail: String
  }

  /// Oldest first; nil where the login may not read the trail.
  package static func of(
    _ connection: inout Connection, subject: String
  ) throws(PostgresError) -> [Event]? {
    // Asked first: a refused statement would end the caller's transaction.
    guard try Reader.has("SELECT", on: "audit_events", &connection) else { return nil }
    let rows = try connection.execute(Query.readEvents.sql, [.text(subject)])
    var events: [Event] = []
    for row in 0..<rows.count {
      events.append(
        Event(
          at: try rows.text(row, 0), actor: try rows.text(row, 1), action: try rows.text(row, 2),
          detail: try rows.text(row, 3)))
    }
    return events
  }
}
