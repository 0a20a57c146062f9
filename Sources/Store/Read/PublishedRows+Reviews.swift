internal import FairshareSQL
package import Postgres

extension PublishedRows {
  /// One row of `findings` with the newest decision on it.
  package struct Finding: Sendable {
    package var id: String
    package var kind: String
    package var keyResult: String?
    package var person: String
    package var probability: Double
    package var expectedFalseShare: Double
    package var state: String
    /// JSON.
    package var reasons: String
    package var decision: String?
    package var decidedBy: String?
    package var decidedAt: String?
    package var decisionReason: String?
  }

  /// One row of `team_rhythms`.
  package struct Rhythm: Sendable {
    package var team: String
    package var people: Int
    package var oneOnOnesPerPerson: Double?
    package var medianDaysBetweenCheckIns: Double?
    package var staleKeyResults: Int
    package var feedbackGiven: Int
    package var goalChanges: Int
  }

  /// The most probable first.
  package func findings(_ connection: inout Connection) throws(PostgresError) -> [Finding] {
    let rows = try connection.execute(Query.readFindings.sql, [.uuid(run.bits)])
    var result: [Finding] = []
    for row in 0..<rows.count {
      result.append(
        Finding(
          id: try rows.text(row, 0), kind: try rows.text(row, 1), keyResult: try rows.textOrNull(row, 2),
          person: try rows.text(row, 3), probability: try rows.float8(row, 4),
          expectedFalseShare: try rows.float8(row, 5), state: try rows.text(row, 6), reasons: try rows.text(row, 7),
          decision: try rows.textOrNull(row, 8), decidedBy: try rows.textOrNull(row, 9),
          decidedAt: try rows.textOrNull(row, 10), decisionReason: try rows.textOrNull(row, 11)))
    }
    return result
  }

  package func rhythms(_ connection: inout Connection) throws(PostgresError) -> [Rhythm] {
    let rows = try connection.execute(Query.readRhythms.sql, [.uuid(run.bits)])
    var result: [Rhythm] = []
    for row in 0..<rows.count {
      result.append(
        Rhythm(
          team: try rows.text(row, 0), people: try rows.integer(row, 1),
          oneOnOnesPerPerson: try rows.float8OrNull(row, 2),
          medianDaysBetweenCheckIns: try rows.float8OrNull(row, 3), staleKeyResults: try rows.integer(row, 4),
          feedbackGiven: try rows.integer(row, 5), goalChanges: try rows.integer(row, 6)))
    }
    return result
  }
}
