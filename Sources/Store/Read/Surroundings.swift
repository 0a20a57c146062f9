internal import Contribution
internal import FairshareSQL
package import Postgres

/// What `doctor` asks the server: who we are, and what we may do there.
package struct Surroundings: Sendable {
  package var role: String
  package var mayUseSource: Bool
  package var mayCreateResults: Bool
  package var knowsZone: Bool
  package var databaseSize: Int
  package var serverVersion: String
  package var encoding: String
  /// Tables and views of the source schema.
  package var tables: [(name: String, mayRead: Bool, hidesRows: Bool)]

  package init(_ connection: inout Connection, schema: String, zone: String) throws(PostgresError) {
    let session = try connection.execute(Query.sessionRights.sql, [.text(schema), .text(zone)])
    role = try session.text(0, 0)
    mayUseSource = try session.bool(0, 1)
    mayCreateResults = try session.bool(0, 2)
    knowsZone = try session.bool(0, 3)
    databaseSize = try session.integer(0, 4)
    serverVersion = try session.text(0, 5)
    encoding = try session.text(0, 6)
    let rows = try connection.execute(Query.sourceRights.sql, [.text(schema)])
    var tables: [(name: String, mayRead: Bool, hidesRows: Bool)] = []
    for row in 0..<rows.count {
      tables.append((try rows.text(row, 0), try rows.bool(row, 1), try rows.bool(row, 2)))
    }
    self.tables = tables
  }

  /// Counts in the company's own tables that tell about the order of its data; zero for tables that are missing.
  package static func counts(
    _ connection: inout Connection, schema: String
  ) throws(PostgresError) -> [(name: String, rows: Int)] {
    let texts = try SourceTexts(schema: schema, &connection)
    var result: [(name: String, rows: Int)] = []
    func column(_ table: SourceTable, _ name: String, of alias: String = "s") throws(PostgresError) -> String {
      try texts.has(table, name) ? "\(alias).\(quotedIdentifier(name))::pg_catalog.text" : "NULL::pg_catalog.text"
    }
    func without(
      _ table: SourceTable, _ other: SourceTable, by key: String
    ) throws(PostgresError) -> String {
      "NOT EXISTS (SELECT FROM \(try texts.readable(other)) AS o WHERE \(try column(other, key, of: "o")) = \(try column(table, key)))"
    }
    let (people, keyResults) = (try texts.readable(.people), try texts.readable(.keyResults))
    let hasLeft = try column(.people, "left_on")
    let checks: [(String, String, Bool)] = [
      ("periods", "FROM \(try texts.readable(.periods)) AS s", texts.has(.periods)),
      (
        "people_without_lead",
        "FROM \(people) AS s WHERE \(try column(.people, "manager_id")) IS NULL AND \(hasLeft) IS NULL",
        texts.has(.people)
      ),
      (
        "people_without_team",
        "FROM \(people) AS s WHERE \(hasLeft) IS NULL AND \(try without(.people, .teamMembers, by: "person_id"))",
        texts.has(.people) && texts.has(.teamMembers)
      ),
      (
        "key_results_without_authors",
        "FROM \(keyResults) AS s WHERE \(try without(.keyResults, .keyResultAuthors, by: "key_result_id"))",
        texts.has(.keyResults) && texts.has(.keyResultAuthors)
      ),
      (
        "key_results_without_objective",
        "FROM \(keyResults) AS s WHERE \(try without(.keyResults, .objectives, by: "objective_id"))",
        texts.has(.keyResults) && texts.has(.objectives)
      ),
    ]
    for (name, clause, isPossible) in checks where isPossible {
      let count = try connection.execute("SELECT pg_catalog.count(*) \(clause)", patience: .seconds(60)).integer(0, 0)
      result.append((name, count))
    }
    return result
  }
}
