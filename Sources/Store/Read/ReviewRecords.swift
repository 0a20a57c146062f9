internal import FairshareSQL
package import Postgres

/// What people write about results: decisions and appeals, each with its audit event in the same statement.
package enum ReviewRecords {
  package struct Appeal: Sendable {
    package var id: String
    package var person: String
    package var keyResult: String
    package var openedAt: String
    package var text: String
    package var answer: String?
    package var answeredBy: String?
    /// Whole units of 1e-9.
    package var before: Int64
    package var after: Int64?
  }

  /// - Parameter decision: confirmed, cleared or not_judged.
  package static func decide(
    _ connection: inout Connection, finding: String, by actor: String, decision: String, reason: String
  ) throws(PostgresError) {
    try connection.execute(
      Query.addDecision.sql, [.text(finding), .text(actor), .text(decision), .text(reason)])
  }

  package static func open(
    _ connection: inout Connection, id: String, person: String, keyResult: String, text: String, evidence: String?,
    share: Int64, by actor: String
  ) throws(PostgresError) {
    try connection.execute(
      Query.addAppeal.sql,
      [
        .text(id), .text(person), .text(keyResult), .text(text), evidence.map { .text($0) } ?? .null, .nano(share),
        .text(actor),
      ])
  }

  /// - Returns: false where there is no such open appeal.
  package static func answer(
    _ connection: inout Connection, id: String, text: String, by actor: String, share: Int64?
  ) throws(PostgresError) -> Bool {
    try connection.execute(
      Query.answerAppeal.sql, [.text(id), .text(text), .text(actor), share.map { .nano($0) } ?? .null]
    ).count == 1
  }

  package static func appeals(_ connection: inout Connection) throws(PostgresError) -> [Appeal] {
    let rows = try connection.execute(Query.readAppeals.sql)
    var result: [Appeal] = []
    for row in 0..<rows.count {
      result.append(
        Appeal(
          id: try rows.text(row, 0), person: try rows.text(row, 1), keyResult: try rows.text(row, 2),
          openedAt: try rows.text(row, 3), text: try rows.text(row, 4), answer: try rows.textOrNull(row, 5),
          answeredBy: try rows.textOrNull(row, 6), before: try rows.nano(row, 7), after: try rows.nanoOrNull(row, 8)))
    }
    return result
  }
}
