internal import Contribution
internal import Postgres
internal import Store

/// Who a login is.
enum Reviewer {
  /// The person behind a login: the one that the company's aliases name, else the person with that id.
  static func person(
    _ connection: inout Connection, login: String, _ configuration: Configuration
  ) throws -> String {
    let texts = try SourceTexts(schema: configuration.sourceSchema, &connection)
    let rows = try texts.rows(&connection, .personAliases, ["account", "person_id"])
    return rows.first { $0[0] == login }.flatMap { $0[1] } ?? login
  }
}
