internal import FairshareSQL
package import Postgres

/// Holds: while one is in force, readers other than HR see nothing of what it covers.
package enum HoldRecords {
  /// What is held.
  package enum Scope: Sendable, Equatable {
    case all
    case period(String)
    case person(String)
    case keyResult(String)

    package var name: String {
      switch self {
      case .all: "all"
      case .period: "period"
      case .person: "person"
      case .keyResult: "key_result"
      }
    }

    package var subject: String {
      switch self {
      case .all: ""
      case .period(let id), .person(let id), .keyResult(let id): id
      }
    }
  }

  package struct Hold: Sendable {
    package var id: String
    package var scope: String
    package var subject: String
    package var placedAt: String
    package var placedBy: String
    package var reason: String
  }

  /// - Returns: false where the same is held already.
  package static func place(
    _ connection: inout Connection, id: String, _ scope: Scope, by actor: String, reason: String
  ) throws(PostgresError) -> Bool {
    try connection.execute(
      Query.placeHold.sql, [.text(id), .text(scope.name), .text(scope.subject), .text(actor), .text(reason)]
    ).count == 1
  }

  /// - Returns: false where nothing of the kind is held.
  package static func release(
    _ connection: inout Connection, _ scope: Scope, by actor: String, reason: String
  ) throws(PostgresError) -> Bool {
    try connection.execute(
      Query.releaseHold.sql, [.text(scope.name), .text(scope.subject), .text(actor), .text(reason)]
    ).count == 1
  }

  /// Those in force, by scope and subject.
  package static func all(_ connection: inout Connection) throws(PostgresError) -> [Hold] {
    let rows = try connection.execute(Query.readHolds.sql)
    var result: [Hold] = []
    for row in 0..<rows.count {
      result.append(
        Hold(
          id: try rows.text(row, 0), scope: try rows.text(row, 1), subject: try rows.text(row, 2),
          placedAt: try rows.text(row, 3), placedBy: try rows.text(row, 4), reason: try rows.text(row, 5)))
    }
    return result
  }

  /// Whether this session must not read a period, because it or everything is held.
  package static func keepsOut(_ connection: inout Connection, of period: String) throws(PostgresError) -> Bool {
    let rows = try connection.execute(Query.periodHold.sql, [.text(period)])
    let seesHeld = try rows.bool(0, 1)
    return try rows.bool(0, 0) ? !seesHeld : false
  }

  /// Makes the session see what other readers see, for pages and files that go to them.
  package static func readForOthers(_ connection: inout Connection) throws(PostgresError) {
    try connection.execute(Query.sessionPurpose.sql)
  }
}
