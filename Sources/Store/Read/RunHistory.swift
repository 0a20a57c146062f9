internal import FairshareSQL
package import Postgres

/// The registry as an operator reads it.
package enum RunHistory {
  package struct Row: Sendable {
    package var runID: String
    package var period: String
    package var state: String
    package var step: String?
    package var startedAt: String
    package var seconds: Double?
    /// Whether readers of its period follow it.
    package var isCurrent: Bool
    package var reason: String?
  }

  /// The newest first.
  package static func rows(
    _ connection: inout Connection, period: String?, limit: Int
  ) throws(PostgresError) -> [Row] {
    let rows = try connection.execute(
      Query.readRuns.sql, [period.map { .text($0) } ?? .null, .int64(Int64(limit))])
    var result: [Row] = []
    for row in 0..<rows.count {
      result.append(
        Row(
          runID: RunID(try rows.uuid(row, 0)).text, period: try rows.text(row, 1), state: try rows.text(row, 2),
          step: try rows.textOrNull(row, 3), startedAt: try rows.text(row, 4), seconds: try rows.float8OrNull(row, 5),
          isCurrent: try rows.bool(row, 6), reason: try rows.textOrNull(row, 7)))
    }
    return result
  }
}
