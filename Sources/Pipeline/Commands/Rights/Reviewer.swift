internal import Contribution
internal import Postgres
internal import Store

/// Who a login is.
enum Reviewer {
  /// The person behind the session's login: the one that the database names, else the one of the aliases in the source schema in use.
  static func person(
    _ connection: inout Connection, login: String, _ configuration: Configuration
  ) throws -> String {
    let named = try Reader.person(&connection)
    guard named == login else { return named }
    let texts = try SourceTexts(schema: configuration.sourceSchema, &connection)
    let rows = try texts.rows(&connection, .personAliases, ["account", "person_id"])
    return rows.first { $0[0] == login }.flatMap { $0[1] } ?? login
  }
}
