internal import Contribution
package import Postgres

/// Names of people and titles of key results of one run: for messages and tables.
package struct PublishedLabels: Sendable {
  private var names: [String: String] = [:]
  private var titles: [String: String] = [:]

  /// - Throws: `PostgresError`.
  package init(_ connection: inout Connection, schema: String, run: PublishedRun) throws(PostgresError) {
    let texts = try SourceTexts(schema: schema, &connection)
    let known =
      "s.person_id::pg_catalog.text IN (SELECT p.person_id FROM fairshare.person_scores AS p WHERE p.run_id = $1)"
    for row in try texts.rows(&connection, .people, ["person_id", "display_name"], where: known, run: run.run) {
      if let id = row[0], let name = row[1], !name.isEmpty { names[id] = name }
    }
    for row in try texts.rows(
      &connection, .keyResults, ["key_result_id", "title"], where: SourceTexts.ofRun, run: run.run)
    {
      if let id = row[0], let title = row[1] { titles[id] = title }
    }
  }

  package func name(_ person: String) -> String { names[person] ?? person }
  package func title(_ keyResult: String) -> String { titles[keyResult] ?? keyResult }
}
