internal import FairshareSQL
internal import Glibc
package import Postgres

/// Makes a staged run the one that readers see, in one short transaction.
package enum Publication {
  /// Checks a staged run in the database, before anybody can see it.
  ///
  /// - Returns: one sentence for each thing that is wrong; empty when all is well.
  package static func verify(
    _ connection: inout Connection, run: RunID, expected: [ResultFamily: Int]
  ) throws -> [String] {
    var faults: [String] = []
    for family in ResultFamily.allCases {
      let count = try connection.execute(
        "SELECT pg_catalog.count(*) FROM \(family.partition(run))", patience: .seconds(3600)
      ).integer(0, 0)
      if count != expected[family] ?? 0 {
        faults.append("\(family.rawValue) holds \(count) rows, \(expected[family] ?? 0) were sent")
      }
    }
    for (check, sentence) in Self.checks {
      let bad = try connection.execute(check(run), patience: .seconds(3600)).integer(0, 0)
      if bad > 0 { faults.append("\(bad) \(sentence)") }
    }
    return faults
  }

  private static let checks: [(@Sendable (RunID) -> String, String)] = [
    (
      { run in
        """
        SELECT pg_catalog.count(*) FROM (
          SELECT FROM \(ResultFamily.shares.partition(run)) GROUP BY key_result_id, model
          HAVING pg_catalog.sum(share) <> 1
            OR NOT pg_catalog.bool_and(share BETWEEN 0 AND 1
              AND coalesce(share_low <= share AND share <= share_high AND share_low >= 0 AND share_high <= 1, true))
        ) AS bad
        """
      }, "key results and models whose shares do not sum to 1 or leave their range"
    ),
    (
      { run in
        """
        SELECT pg_catalog.count(*) FROM (
          SELECT FROM \(ResultFamily.evidencePieces.partition(run)) GROUP BY key_result_id
          HAVING pg_catalog.sum(amount) <> 1 OR pg_catalog.min(amount) < 0
        ) AS bad
        """
      }, "key results whose pieces of evidence do not sum to 1"
    ),
    (
      { run in
        """
        SELECT pg_catalog.count(*) FROM (
          SELECT FROM \(ResultFamily.consensusSteps.partition(run)) GROUP BY key_result_id
          HAVING pg_catalog.sum(amount) <> 1
        ) AS bad
        """
      }, "key results whose consensus steps do not sum to 1"
    ),
    (
      { run in
        """
        SELECT pg_catalog.count(*) FROM \(ResultFamily.personScores.partition(run))
        WHERE NOT (credited >= 0 AND contributed >= 0 AND credited < 'Infinity' AND contributed < 'Infinity')
        """
      }, "people with a sum that is negative or no number"
    ),
  ]

  /// Attaches the run's partitions, then moves the period's pointer, in two short transactions.
  ///
  /// In one transaction a reader could plan its query before the commit and take its snapshot after it: it would follow the new
  /// pointer with a plan that does not know the new partition, and see nothing. So the pointer moves only when every statement
  /// that may have been planned before the partitions came has ended.
  ///
  /// With the pointer come the cases of flags that are new: they start the comment window of the person.
  ///
  /// - Parameter commentDays: working days in which only the person and HR see a new flag.
  /// - Returns: false when a later run of the period has taken the fence: no pointer was moved.
  /// - Throws: `PostgresError`; with code `commitInDoubt` look the run up before anything else.
  package static func publish(
    _ connection: inout Connection, run: RunID, period: String, fence: Int64, resultDigest: String,
    commentDays: Int
  ) throws -> Bool {
    let isAttached = try fenced(&connection, period: period, fence: fence) { connection in
      for family in ResultFamily.allCases { try connection.execute(family.attach(run)) }
    }
    guard isAttached else { return false }
    try waitForEarlierReaders(&connection)
    return try fenced(&connection, period: period, fence: fence) { connection in
      try connection.execute(Query.publishRun.sql, [.uuid(run.bits), .text(period), .text(resultDigest)])
      try connection.execute(Query.openCases.sql, [.uuid(run.bits), .int64(Int64(commentDays))])
    }
  }

  /// One transaction that holds the period's fence; false, with nothing done, where a later run has moved it.
  private static func fenced(
    _ connection: inout Connection, period: String, fence: Int64, _ body: (inout Connection) throws -> Void
  ) throws -> Bool {
    try connection.begin()
    do {
      let current = try connection.execute(Query.lockFence.sql, [.text(period)])
      guard current.count == 1, try Int64(current.integer(0, 0)) == fence else {
        try connection.rollback()
        return false
      }
      try body(&connection)
    } catch {
      if connection.isUsable { try? connection.rollback() }
      throw error
    }
    try connection.commit()
    return true
  }

  /// Waits until the transactions that hold a result table now have ended: at most a second, for a statement that runs longer has
  /// long taken its snapshot.
  private static func waitForEarlierReaders(_ connection: inout Connection) throws {
    let rows = try connection.execute(Query.resultReaders.sql)
    var earlier: [String] = []
    for row in 0..<rows.count { earlier.append(try rows.text(row, 0)) }
    for _ in 0..<100 where !earlier.isEmpty {
      usleep(10_000)
      let rows = try connection.execute(Query.resultReaders.sql)
      var now: Set<String> = []
      for row in 0..<rows.count { now.insert(try rows.text(row, 0)) }
      earlier.removeAll { !now.contains($0) }
    }
  }

  /// Points a period at its previous run again.
  ///
  /// - Returns: the run that readers now follow; nil where there is none to go back to.
  package static func rollBack(
    _ connection: inout Connection, period: String, to run: RunID?, by actor: String, reason: String
  ) throws -> RunID? {
    try connection.withTransaction { connection in
      let rows = try connection.execute(
        Query.rollBackRun.sql, [.text(period), run.map { .uuid($0.bits) } ?? .null, .text(actor), .text(reason)])
      return rows.count == 0 ? nil : RunID(try rows.uuid(0, 0))
    }
  }
}
