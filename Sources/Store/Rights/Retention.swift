internal import FairshareSQL
package import Postgres

/// Drops rows about persons that are too old, partition by partition, with a proof for each run.
///
/// What stays whatever its age: a run with an open appeal, and the newest period's published and previous run. While a period is
/// within the policy, its published and previous runs stay. The registry, digests, key result scores, decisions and proofs always
/// stay.
package enum Retention {
  package struct Run: Sendable {
    package var run: RunID
    package var period: String
    package var digest: String
    /// Why its rows must stay: open_appeal, newest_period, published, previous or within_policy; nil where they may go.
    package var kept: String?
  }

  /// - Parameters:
  ///   - months: after a period's end.
  ///   - dropsSuperseded: whether superseded runs that are not needed for a rollback may go whatever their age.
  package static func runs(
    _ connection: inout Connection, months: Int, dropsSuperseded: Bool
  ) throws(PostgresError) -> [Run] {
    let rows = try connection.execute(Query.retentionRuns.sql, [.int64(Int64(months)), .bool(dropsSuperseded)])
    var result: [Run] = []
    for row in 0..<rows.count {
      result.append(
        Run(
          run: RunID(try rows.uuid(row, 0)), period: try rows.text(row, 1), digest: try rows.textOrNull(row, 2) ?? "",
          kept: try rows.textOrNull(row, 3)))
    }
    return result
  }

  /// Drops one run's rows about persons.
  ///
  /// - Returns: rows dropped by table.
  package static func drop(
    _ connection: inout Connection, _ run: Run, kind: String, by actor: String, reason: String
  ) throws -> [ErasureProof.Count] {
    try connection.withTransaction { connection in
      var counts = try dropPartitions(&connection, run: run.run, ResultFamily.personal)
      // Of a run that waited for a release nothing is of use without them.
      if try RunRegistry.find(&connection, run: run.run)?.state == "held" {
        try RunRegistry.dropStaging(&connection, run: run.run)
      }
      let aside = try connection.execute(Query.noteDroppedRun.sql, [.uuid(run.run.bits)]).integer(0, 0)
      counts.append(ErasureProof.Count(table: "quarantined_rows", rows: aside))
      try ErasureProof.add(
        &connection, kind: kind, subject: run.run.text, by: actor, reason: reason, counts: counts,
        before: run.digest, after: SHA256Digest(text: "").description)
      return counts
    }
  }

  /// Drops a run's partitions of some families, in the open transaction.
  ///
  /// - Returns: rows dropped by table.
  static func dropPartitions(
    _ connection: inout Connection, run: RunID, _ families: [ResultFamily]
  ) throws -> [ErasureProof.Count] {
    var counts: [ErasureProof.Count] = []
    for family in families {
      let partition = family.partition(run)
      let exists = try connection.execute(
        "SELECT pg_catalog.to_regclass($1) IS NOT NULL", [.text(partition)]
      ).bool(0, 0)
      guard exists else { continue }
      let rows = try connection.execute(
        "SELECT pg_catalog.count(*) FROM \(partition)", patience: .seconds(600)
      ).integer(0, 0)
      try connection.execute("DROP TABLE \(partition)", patience: .seconds(600))
      counts.append(ErasureProof.Count(table: family.rawValue, rows: rows))
    }
    return counts
  }
}

/// What stays behind of rows that went.
package enum ErasureProof {
  package struct Count: Sendable {
    package var table: String
    package var rows: Int
  }

  /// - Returns: the proof's id.
  @discardableResult static func add(
    _ connection: inout Connection, kind: String, subject: String, by actor: String, reason: String, counts: [Count],
    before: String, after: String
  ) throws(PostgresError) -> String {
    let id = "E-" + String(UInt64.random(in: .min ... .max), radix: 36)
    let json = "{" + counts.map { "\"\($0.table)\": \($0.rows)" }.joined(separator: ", ") + "}"
    try connection.execute(
      Query.addErasureProof.sql,
      [
        .text(id), .text(actor), .text(kind), .text(subject), .text(reason), .text(json), .text(before), .text(after),
      ])
    return id
  }
}
