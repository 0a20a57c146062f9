internal import FairshareSQL
package import Postgres

/// Who read whose figures: written before they are read.
package enum AccessLog {
  /// What kind of thing the figures are about.
  package enum Subject: String, Sendable {
    case person, finding, appeal, team, company
    case keyResult = "key_result"
  }

  /// What a read is for, as the reader says.
  package struct Reason: Sendable {
    package var purpose: String?
    package var caseID: String?

    package init(purpose: String? = nil, caseID: String? = nil) {
      self.purpose = purpose
      self.caseID = caseID
    }
  }

  /// Writes one row a subject. The login, and the person behind it, the server adds itself.
  ///
  /// - Throws: `PostgresError`: without the row nothing may be read.
  package static func note(
    _ connection: inout Connection, _ action: String, _ subject: Subject, _ ids: [String], _ reason: Reason
  ) throws(PostgresError) {
    guard !ids.isEmpty else { return }
    try connection.execute(
      Query.noteAccess.sql,
      [
        .text(action), .text(subject.rawValue), .textArray(ids), reason.purpose.map { .text($0) } ?? .null,
        reason.caseID.map { .text($0) } ?? .null,
      ])
  }

  /// Reads in a person's name until the open transaction ends; for a service that has identified the person.
  ///
  /// - Throws: `PostgresError` with SQLSTATE 42501 where the login is no such service.
  package static func act(_ connection: inout Connection, as person: String) throws(PostgresError) {
    try connection.execute(Query.actAs.sql, [.text(person)])
  }
}
