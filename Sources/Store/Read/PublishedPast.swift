internal import FairshareSQL
package import Postgres

/// Earlier published periods as an overview sums them up.
package enum PublishedPast {
  package struct Period: Sendable {
    package var run: RunID
    package var period: String
    /// Prompts that nobody cleared.
    package var prompts: Int
  }

  package struct KeyResult: Sendable {
    package var id: String
    package var value: Double?
    package var coverage: Double?
    package var reason: String?
    /// 1 - half the distance of credit and contribution; nil without shares.
    package var alignment: Double?
  }

  /// At most eight periods, none that starts later than a day; the newest first.
  package static func periods(
    _ connection: inout Connection, until day: String
  ) throws(PostgresError) -> [Period] {
    let rows = try connection.execute(Query.readRecentPeriods.sql, [.text(day)])
    var result: [Period] = []
    for row in 0..<rows.count {
      result.append(
        Period(
          run: RunID(try rows.uuid(row, 0)), period: try rows.text(row, 1), prompts: try rows.integer(row, 2)))
    }
    return result
  }

  package static func keyResults(
    _ connection: inout Connection, of run: RunID
  ) throws(PostgresError) -> [KeyResult] {
    let rows = try connection.execute(Query.readAlignment.sql, [.uuid(run.bits)], patience: .seconds(120))
    var result: [KeyResult] = []
    for row in 0..<rows.count {
      result.append(
        KeyResult(
          id: try rows.text(row, 0), value: try rows.float8OrNull(row, 1), coverage: try rows.float8OrNull(row, 2),
          reason: try rows.textOrNull(row, 3), alignment: try rows.float8OrNull(row, 4)))
    }
    return result
  }
}
