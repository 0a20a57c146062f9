internal import FairshareSQL
package import Postgres

/// Shares and pieces of everybody in a run, some people at a time: the server sorts each table once, whatever the number of
/// people, as neither has an index by person.
///
/// Needs an open transaction, which also ends it.
package struct PeoplePass {
  private var shares: OrderedRows<PublishedRows.Share>
  private var pieces: OrderedRows<PublishedRows.Piece>

  /// - Throws: `PostgresError`.
  package init(_ connection: inout Connection, of rows: PublishedRows) throws(PostgresError) {
    let parameters: [Parameter] = [.uuid(rows.run.bits), .null]
    shares = try OrderedRows(&connection, "own_shares", Query.readSharesOfPeople.sql, parameters, \.person) {
      rows throws(PostgresError) in try PublishedRows.shares(rows)
    }
    pieces = try OrderedRows(&connection, "own_pieces", Query.readPiecesOfPeople.sql, parameters, \.person) {
      rows throws(PostgresError) in try PublishedRows.pieces(rows)
    }
  }

  /// What is left of everybody up to one person, in byte order of ids.
  package mutating func rows(
    _ connection: inout Connection, through person: String
  ) throws(PostgresError) -> (shares: [PublishedRows.Share], pieces: [PublishedRows.Piece]) {
    (try shares.next(&connection, through: person), try pieces.next(&connection, through: person))
  }
}

/// The rows of a cursor that are ordered by person.
private struct OrderedRows<Row: Sendable> {
  /// Rows fetched at a time.
  private static var portion: Int { 20_000 }

  private let cursor: String
  private let person: @Sendable (Row) -> String
  private let decode: (borrowing Rows) throws(PostgresError) -> [Row]
  private var left: ArraySlice<Row> = []
  private var isAtEnd = false

  init(
    _ connection: inout Connection, _ cursor: String, _ sql: String, _ parameters: [Parameter],
    _ person: @escaping @Sendable (Row) -> String,
    _ decode: @escaping (borrowing Rows) throws(PostgresError) -> [Row]
  ) throws(PostgresError) {
    self.cursor = try quotedIdentifier(cursor)
    self.person = person
    self.decode = decode
    try connection.execute("DECLARE \(self.cursor) NO SCROLL CURSOR FOR \(sql)", parameters)
  }

  mutating func next(_ connection: inout Connection, through last: String) throws(PostgresError) -> [Row] {
    var result: [Row] = []
    while true {
      let end = left.firstIndex { last.utf8.lexicographicallyPrecedes(person($0).utf8) } ?? left.endIndex
      result += left[..<end]
      left = left[end...]
      guard left.isEmpty, !isAtEnd else { return result }
      // The first portion waits for the sort.
      let rows = try connection.execute("FETCH \(Self.portion) FROM \(cursor)", patience: .seconds(600))
      isAtEnd = rows.count < Self.portion
      left = try decode(rows)[...]
    }
  }
}
