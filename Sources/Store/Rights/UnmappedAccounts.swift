internal import FairshareSQL
package import Postgres

/// Ids that rows gave for people and that stand for nobody: listed every night, so that somebody maps them.
package enum UnmappedAccounts {
  /// Accounts kept for a run, those met most often.
  static let most = 1000

  /// Stores what a run met, in the open transaction.
  package static func store(
    _ connection: inout Connection, run: RunID, _ accounts: [(id: String, rows: Int)]
  ) throws {
    // The accounts come in byte order, and sorting keeps it among equals.
    let kept = accounts.sorted { $0.rows > $1.rows }.prefix(most)
    guard !kept.isEmpty else { return }
    try connection.copyIn(
      "COPY fairshare.unmapped_accounts (run_id, account, rows) FROM STDIN (FORMAT binary)"
    ) { writer in
      for account in kept {
        writer.rows.begin(fields: 3)
        writer.rows.uuid(run.bits)
        writer.rows.text(account.id)
        writer.rows.int64(Int64(account.rows))
        try writer.endRow()
      }
    }
  }

  /// Those met most often first.
  package static func all(
    _ connection: inout Connection, run: RunID
  ) throws(PostgresError) -> [(account: String, rows: Int)] {
    let rows = try connection.execute(Query.readUnmappedAccounts.sql, [.uuid(run.bits)])
    var result: [(account: String, rows: Int)] = []
    for row in 0..<rows.count { result.append((try rows.text(row, 0), try rows.integer(row, 1))) }
    return result
  }
}
