internal import FairshareSQL
package import Postgres

/// A run that readers see: where the figures of a report come from.
package struct PublishedRun: Sendable {
  package var run: RunID
  package var period: String
  /// First and last day of the period, ISO 8601.
  package var firstDay: String
  package var lastDay: String
  /// ISO 8601, UTC.
  package var publishedAt: String?
  package var engineVersion: String
  package var configHash: String
  package var seed: UInt64?
  package var inputFingerprint: String
  package var resultDigest: String
  /// Whether the run was made of an invented company: said when it ran, so that every reader of the database marks it alike.
  package var isFictional: Bool

  /// The run that readers of a period follow, of the newest period where none is named; nil before the first.
  package static func find(_ connection: inout Connection, period: String?) throws(PostgresError) -> PublishedRun? {
    let rows = try connection.execute(Query.readPublished.sql, [period.map { .text($0) } ?? .null])
    guard rows.count == 1 else { return nil }
    return PublishedRun(
      run: RunID(try rows.uuid(0, 0)), period: try rows.text(0, 1), firstDay: day(try rows.dateOrNull(0, 2)),
      lastDay: day(try rows.dateOrNull(0, 3)), publishedAt: try rows.textOrNull(0, 4),
      engineVersion: try rows.text(0, 5), configHash: try rows.textOrNull(0, 6) ?? "",
      seed: try rows.integerOrNull(0, 7).map { UInt64(bitPattern: Int64($0)) },
      inputFingerprint: try rows.textOrNull(0, 8) ?? "", resultDigest: try rows.textOrNull(0, 9) ?? "",
      isFictional: try rows.bool(0, 10))
  }

  /// The periods of which a run is published, in byte order.
  package static func periods(_ connection: inout Connection) throws(PostgresError) -> [String] {
    let rows = try connection.execute(Query.publishedPeriods.sql)
    var periods: [String] = []
    for row in 0..<rows.count { periods.append(try rows.text(row, 0)) }
    return periods
  }

  /// The server counts days from 2000-01-01.
  private static func day(_ day: Int32?) -> String { day.map { Timestamp.date($0 + 10_957) } ?? "" }
}
