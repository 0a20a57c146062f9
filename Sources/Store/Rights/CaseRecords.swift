internal import FairshareSQL
package import Postgres

/// What reviewers do with findings: open them, review them, decide. Each act is kept with its audit event.
package enum CaseRecords {
  /// How far a decision has come.
  package enum Gate: Sendable, Equatable {
    /// It stands.
    case decided
    /// One person has confirmed; a second one must, too.
    case reviewed
    /// The same login has confirmed before.
    case sameReviewer
    /// The same person has confirmed before, with this login.
    case samePerson(login: String)
  }

  /// A reviewer whose confirmations are too many and too quick to be reviews.
  package struct RubberStamp: Sendable {
    package var reviewer: String
    package var reviews: Int
    package var quick: Int
  }

  /// Writes a review, and the decision where the gate lets it pass: at once for everything in the person's favour, for a
  /// confirmation once a second person has confirmed.
  ///
  /// - Parameter decision: confirmed, cleared or not_judged.
  package static func decide(
    _ connection: inout Connection, finding: String, by actor: String, decision: String, reason: String
  ) throws -> Gate {
    try connection.withTransaction { connection in
      let rows = try connection.execute(Query.confirmingReviewers.sql, [.text(finding), .text(actor)])
      var own: [String] = []
      var others = 0
      for row in 0..<rows.count {
        if try rows.bool(row, 1) { own.append(try rows.text(row, 0)) } else { others += 1 }
      }
      let isConfirmation = decision == "confirmed"
      if isConfirmation, own.contains(actor) { return .sameReviewer }
      // The trigger would refuse it as well, but could not say why to somebody who has two logins.
      if isConfirmation, others == 0, let login = own.first { return .samePerson(login: login) }
      try connection.execute(
        Query.addFindingReview.sql, [.text(finding), .text(actor), .text(decision), .text(reason)])
      if isConfirmation, others == 0 { return .reviewed }
      try connection.execute(Query.addDecision.sql, [.text(finding), .text(actor), .text(decision), .text(reason)])
      return .decided
    }
  }

  /// Notes that somebody looks at a finding; a reader who may not review leaves no trace.
  package static func open(_ connection: inout Connection, finding: String, by actor: String) throws(PostgresError) {
    guard try Reader.has("INSERT", on: "case_views", &connection) else { return }
    try connection.execute(Query.openCase.sql, [.text(finding), .text(actor)])
  }

  package static func rubberStamps(_ connection: inout Connection) throws(PostgresError) -> [RubberStamp] {
    let rows = try connection.execute(Query.rubberStamps.sql)
    var result: [RubberStamp] = []
    for row in 0..<rows.count {
      result.append(
        RubberStamp(
          reviewer: try rows.text(row, 0), reviews: try rows.integer(row, 1), quick: try rows.integer(row, 2)))
    }
    return result
  }
}
