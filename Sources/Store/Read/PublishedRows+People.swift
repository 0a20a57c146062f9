internal import Contribution
internal import FairshareSQL
package import Postgres

extension PublishedRows {
  /// One period of a person, in units of key result value.
  package struct Period: Sendable {
    package var person: String
    package var period: String
    package var credited: Double
    package var contributed: Double
    package var low: Double?
    package var high: Double?
    package var unlinkedEffort: Double
  }

  /// Everybody with a sum in the run, in byte order of ids.
  package func people(_ connection: inout Connection) throws(PostgresError) -> [String] {
    let rows = try connection.execute(Query.readPeople.sql, [.uuid(run.bits)])
    var result: [String] = []
    result.reserveCapacity(rows.count)
    for row in 0..<rows.count { result.append(try rows.text(row, 0)) }
    return result
  }

  /// Shares of record, evidence and consensus; ordered by person, key result and model.
  package func shares(_ connection: inout Connection, ofPeople people: [String]) throws(PostgresError) -> [Share] {
    let rows = try connection.execute(Query.readSharesOfPeople.sql, [.uuid(run.bits), .textArray(people)])
    return try Self.shares(rows)
  }

  /// Ordered by person, key result and kind.
  package func pieces(_ connection: inout Connection, ofPeople people: [String]) throws(PostgresError) -> [Piece] {
    let rows = try connection.execute(Query.readPiecesOfPeople.sql, [.uuid(run.bits), .textArray(people)])
    return try Self.pieces(rows)
  }

  /// Published periods of some people, none that starts later than a day; ordered by person, the oldest first.
  package static func trend(
    _ connection: inout Connection, ofPeople people: [String], until day: String
  ) throws(PostgresError) -> [Period] {
    let rows = try connection.execute(Query.readTrend.sql, [.text(day), .textArray(people)])
    var result: [Period] = []
    for row in 0..<rows.count {
      result.append(
        Period(
          person: try rows.text(row, 0), period: try rows.text(row, 1), credited: try rows.float8(row, 2),
          contributed: try rows.float8(row, 3), low: try rows.float8OrNull(row, 4),
          high: try rows.float8OrNull(row, 5), unlinkedEffort: try rows.float8(row, 6)))
    }
    return result
  }
}
