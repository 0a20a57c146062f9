internal import FairshareSQL
internal import Glibc
package import Postgres

/// Makes a staged run the one that readers see, in one short transaction.
package enum Publication {
  /// Attaches the run's partitions, then moves the period's pointer, in two short transactions.
  ///
  /// In one transaction a reader could plan its query before the commit and take its snapshot after it: it would follow the new
  /// pointer with a plan that does not know the new partition, and see nothing. So the pointer moves only when every statement
  /// that may have been planned before the partitions came has ended.
  ///
  /// With the pointer come the cases of flags that are new: they start the comment window of the person.
  ///
  /// - Parameter commentDays: working days in which only the person and HR see a new flag.
  /// - Parameter note: what else is written in the transaction that moves the pointer.
  /// - Returns: false when a later run of the period has taken the fence: no pointer was moved.
  /// - Throws: `PostgresError`; with code `commitInDoubt` look the run up before anything else.
  package static func publish(
    _ connection: inout Connection, run: RunID, period: String, fence: Int64, resultDigest: String,
    commentDays: Int, note: (inout Connection) throws -> Void = { _ in }
  ) throws -> Bool {
    let isAttached = try fenced(&connection, period: period, fence: fence) { connection in
      for family in ResultFamily.allCases { try connection.execute(family.attach(run)) }
    }
    guard isAttached else { return false }
    try waitForEarlierReaders(&connection)
    let isPublished = try fenced(&connection, period: period, fence: fence) { connection in
      try connection.execute(Query.publishRun.sql, [.uuid(run.bits), .text(period), .text(resultDigest)])
      try connection.execute(Query.openCases.sql, [.uuid(run.bits), .int64(Int64(commentDays))])
      try note(&connection)
    }
    // Readers' plans need to know that one run a period is published; it is published even where this fails.
    if isPublished { _ = try? connection.execute(Query.countPublished.sql) }
    return isPublished
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
