internal import FairshareSQL
public import Postgres

/// The data dictionary: every table, view and column of both schemas with the comment that the database holds.
public enum DataDictionary {
  /// The dictionary of a migrated database as Markdown, the same bytes for the same schema.
  public static func markdown(_ connection: inout Connection) throws(PostgresError) -> String {
    let rows = try connection.execute(Query.dataDictionary.sql)
    var text = """
      # Data dictionary

      Every table, view and column that Fairshare reads (`collab`) and writes (`fairshare`). Made from the comments in the
      database; to change a sentence, change it in a migration.

      """
    var schema = ""
    var relation = ""
    for row in 0..<rows.count {
      let nextSchema = try rows.text(row, 0)
      if nextSchema != schema {
        schema = nextSchema
        text += "\n## Schema `\(schema)`\n\n\(try cell(rows, row, 1))\n"
      }
      let name = try rows.text(row, 2)
      if name != relation {
        relation = name
        text += "\n### \(try rows.text(row, 3)) `\(schema).\(relation)`\n\n\(try cell(rows, row, 4))\n\n"
        text += "| column | type | meaning |\n|---|---|---|\n"
      }
      let key = try rows.bool(row, 8) ? ", key" : ""
      let needed = try rows.bool(row, 7) && key.isEmpty ? ", not null" : ""
      text += "| `\(try rows.text(row, 5))` | \(try rows.text(row, 6))\(key)\(needed) | \(try cell(rows, row, 9)) |\n"
    }
    return text
  }

  /// A comment; a missing one is shown, so that a test and a reader see it.
  private static func cell(_ rows: borrowing Rows, _ row: Int, _ column: Int) throws(PostgresError) -> String {
    try rows.textOrNull(row, column) ?? "(no comment)"
  }
}
