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
    /// Whether an appeal of the person against the key result is open.
    package var isUnderAppeal: Bool
    /// Last day on which only the person and HR see a flag, ISO 8601; nil where it never was one.
    package var commentUntil: String?
    /// Whether it is a flag that HR has confirmed, or that is undecided and whose comment window has passed.
    package var isForLeaders: Bool
    /// Whether somebody has reviewed it since it was last decided.
    package var isReviewed: Bool

    /// How far it has come through the gate: proposed, reviewed or decided.
    package var stage: String { isReviewed ? "reviewed" : decision == nil ? "proposed" : "decided" }

    /// Whether leaders may see it: a flag that is theirs to see and not appealed against.
    package var isOpenToLeaders: Bool { isForLeaders && !isUnderAppeal }
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
          decidedAt: try rows.textOrNull(row, 10), decisionReason: try rows.textOrNull(row, 11),
          isUnderAppeal: try rows.bool(row, 12), commentUntil: try rows.textOrNull(row, 13),
          isForLeaders: try rows.bool(row, 14), isReviewed: try rows.bool(row, 15)))
    }
    return result
  }

  /// Key results about which a person could not be judged, by person; nil for the person's work as a whole.
  package func notJudged(_ connection: inout Connection) throws(PostgresError) -> [String: Set<String?>] {
    let rows = try connection.execute(Query.readNotJudged.sql, [.uuid(run.bits)])
    var result: [String: Set<String?>] = [:]
    for row in 0..<rows.count { result[try rows.text(row, 0), default: []].insert(try rows.textOrNull(row, 1)) }
    return result
  }

  /// None for a login that may not read them.
  package func rhythms(_ connection: inout Connection) throws(PostgresError) -> [Rhythm] {
    guard try Reader.has("SELECT", on: "team_rhythms", &connection) else { return [] }
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
