package import Contribution
internal import FairshareSQL
package import Postgres

extension PublishedRows {
  /// One act behind a share, by its place in the company's own tables.
  package struct EvidenceRecord: Sendable {
    package var table: String
    package var id: String
    package var channel: Channel
    package var units: Int64
  }

  package struct Decision: Sendable {
    package var finding: String
    package var decision: String
    package var by: String
    /// ISO 8601, UTC.
    package var at: String
    package var reason: String
  }

  /// The heaviest first.
  package func evidenceRecords(
    _ connection: inout Connection, keyResult: String, person: String
  ) throws(PostgresError) -> [EvidenceRecord] {
    let rows = try connection.execute(
      Query.readEvidenceRecords.sql, [.uuid(run.bits), .text(keyResult), .text(person)])
    var result: [EvidenceRecord] = []
    for row in 0..<rows.count {
      guard let channel = Channel(rawValue: try rows.text(row, 2)) else { continue }
      result.append(
        EvidenceRecord(
          table: try rows.text(row, 0), id: try rows.text(row, 1), channel: channel, units: try rows.nano(row, 3)))
    }
    return result
  }

  /// Kinds of finding by person in the newest published periods, none that starts later than a day; the newest first.
  package static func findingPeriods(
    _ connection: inout Connection, ofPeople people: [String], until day: String
  ) throws(PostgresError) -> [(period: String, person: String, kind: String)] {
    let rows = try connection.execute(Query.readFindingPeriods.sql, [.text(day), .textArray(people)])
    var result: [(period: String, person: String, kind: String)] = []
    for row in 0..<rows.count {
      result.append((try rows.text(row, 0), try rows.text(row, 1), try rows.text(row, 2)))
    }
    return result
  }

  /// Every decision on some findings, by finding, the oldest first.
  package static func decisions(
    _ connection: inout Connection, on findings: [String]
  ) throws(PostgresError) -> [Decision] {
    let rows = try connection.execute(Query.readDecisions.sql, [.textArray(findings)])
    var result: [Decision] = []
    for row in 0..<rows.count {
      result.append(
        Decision(
          finding: try rows.text(row, 0), decision: try rows.text(row, 1), by: try rows.text(row, 2),
          at: try rows.text(row, 3), reason: try rows.text(row, 4)))
    }
    return result
  }

  /// Findings that people decided so far in any period, and those whose newest decision cleared them.
  package static func decisionCounts(
    _ connection: inout Connection
  ) throws(PostgresError) -> (decided: Int, cleared: Int) {
    let rows = try connection.execute(Query.decisionCounts.sql)
    return (try rows.integer(0, 0), try rows.integer(0, 1))
  }
}
