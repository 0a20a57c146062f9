internal import FairshareSQL
package import Postgres

/// The chain of digests over what people wrote: decisions, appeals and audit events.
package enum DecisionChain {
  /// A place where the chain, or a row that it speaks of, is not as it was written.
  package struct Fault: Sendable, Hashable {
    /// Place in the chain; nil for a row that is not in it.
    package var number: Int?
    /// entry_edited, entry_missing, chain_broken, head_differs, table_unknown, row_edited, row_missing or row_unlogged.
    package var kind: String
    package var table: String?
    package var key: String?

    package init(number: Int? = nil, kind: String, table: String? = nil, key: String? = nil) {
      self.number = number
      self.kind = kind
      self.table = table
      self.key = key
    }
  }

  /// The end of the chain.
  package struct Head: Sendable, Hashable {
    package var number: Int
    package var digest: String
    /// Whether the digest asked about is in the chain.
    package var holdsAnchor: Bool
  }

  /// Recomputes every digest.
  ///
  /// - Returns: the faults, in the order of table and number; empty where nothing was tampered with.
  /// - Complexity: O(rows ever written by people).
  package static func faults(_ connection: inout Connection) throws(PostgresError) -> [Fault] {
    let rows = try connection.execute(Query.verifyDecisionLog.sql, patience: .seconds(600))
    var faults: [Fault] = []
    for row in 0..<rows.count {
      faults.append(
        Fault(
          number: try rows.integer(row, 0) == 0 ? nil : rows.integer(row, 0), kind: try rows.text(row, 1),
          table: try rows.textOrNull(row, 2), key: try rows.textOrNull(row, 3)))
    }
    return faults
  }

  /// The end of the chain; nil where somebody removed it.
  ///
  /// - Parameter anchor: a digest that was noted earlier, outside of the database.
  package static func head(_ connection: inout Connection, anchor: String? = nil) throws(PostgresError) -> Head? {
    let rows = try connection.execute(Query.decisionLogHead.sql, [anchor.map { .text($0) } ?? .null])
    guard rows.count == 1 else { return nil }
    return Head(number: try rows.integer(0, 0), digest: try rows.text(0, 1), holdsAnchor: try rows.bool(0, 2))
  }
}
