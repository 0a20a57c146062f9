internal import FairshareSQL
package import Postgres

/// What the bias audit compares of each person of a run.
package struct FairnessRecord: Sendable {
  package var person: String
  /// Contribution over what equal splits of the same key results would give.
  package var relativeShare: Double
  package var isOver: Bool
  package var isUnder: Bool

  /// Everyone in a judged key result, by person.
  package static func all(_ connection: inout Connection, run: RunID) throws(PostgresError) -> [FairnessRecord] {
    let rows = try connection.execute(Query.readFairness.sql, [.uuid(run.bits)], patience: .seconds(600))
    var result: [FairnessRecord] = []
    for row in 0..<rows.count {
      result.append(
        FairnessRecord(
          person: try rows.text(row, 0), relativeShare: try rows.float8(row, 1), isOver: try rows.bool(row, 2),
          isUnder: try rows.bool(row, 3)))
    }
    return result
  }
}
