internal import Contribution
internal import FairshareSQL
internal import Glibc
package import Postgres

/// What the registry knows of one run.
package struct RunRow: Sendable {
  package var runID: RunID
  package var periodID: String
  package var state: String
  package var configHash: String
  package var inputFingerprint: String
  package var engineVersion: String
  package var resultDigest: String
}

/// A table with less than half the rows that it had.
package struct DroppedTable: Sendable {
  package let table: String
  package let before: Int
  package let now: Int
}

/// How a run is entered into the registry.
package struct RunEntry: Sendable {
  package var run: RunID
  package var period: String
  package var engineVersion: String
  package var configHash: String
  package var seed: UInt64
  package var host: String
  package var processID: Int32
  /// Whether the company is invented.
  package var isFictional: Bool

  package init(
    run: RunID, period: String, engineVersion: String, configHash: String, seed: UInt64, host: String, processID: Int32,
    isFictional: Bool
  ) {
    self.run = run
    self.period = period
    self.engineVersion = engineVersion
    self.configHash = configHash
    self.seed = seed
    self.host = host
    self.processID = processID
    self.isFictional = isFictional
  }
}

/// The registry of runs, over one session that also holds the period's lock.
package enum RunRegistry {
  /// The lock of one period: the product's name and the period, as one number.
  package static func lockKey(_ period: String) throws(StoreError) -> Int64 {
    Int64(bitPattern: try SHA256Digest(text: "fairshare/run/" + period).leading64Bits)
  }

  /// Takes the next fence of a period: a run whose fence is no longer the newest may not publish.
  package static func takeFence(_ connection: inout Connection, period: String) throws -> Int64 {
    Int64(try connection.execute(Query.takeFence.sql, [.text(period)]).integer(0, 0))
  }

  /// Marks runs of the period that still say "running" though nobody holds its lock, or that wait for a release that can no longer
  /// come, and drops what they staged.
  ///
  /// - Parameter whyHeld: why a run that waited cannot be released any more.
  /// - Returns: how many there were.
  package static func abandonOrphans(
    _ connection: inout Connection, period: String, whyHeld: String = "a later run began before this one was released"
  ) throws -> Int {
    try connection.withTransaction { connection in
      let rows = try connection.execute(Query.orphanRuns.sql, [.text(period)])
      for row in 0..<rows.count {
        let run = RunID(try rows.uuid(row, 0))
        try dropStaging(&connection, run: run)
        let reason = try rows.bool(row, 1) ? whyHeld : "the process ended"
        try connection.execute(Query.endRun.sql, [.uuid(run.bits), .text("abandoned"), .text(reason)])
      }
      return rows.count
    }
  }

  /// Takes the lock of every period that a run was ever made of, so that until this session ends no run is under way; and gives up
  /// what dead and waiting runs have staged.
  ///
  /// - Returns: a period whose run is under way, with nothing given up; nil where there is none.
  package static func standStill(_ connection: inout Connection, whyHeld: String) throws -> String? {
    let rows = try connection.execute(Query.periodsOfRuns.sql)
    let periods = try (0..<rows.count).map { try rows.text($0, 0) }
    for period in periods {
      guard try connection.tryAdvisoryLock(lockKey(period)) else { return period }
    }
    for period in periods { _ = try abandonOrphans(&connection, period: period, whyHeld: whyHeld) }
    return nil
  }

  package static func dropStaging(_ connection: inout Connection, run: RunID) throws {
    for family in ResultFamily.allCases {
      try connection.execute(family.drop(run), patience: .seconds(600))
    }
  }

  /// Ends a session of this role that lost its client, and waits until it is gone.
  ///
  /// - Returns: whether it is gone.
  package static func endSession(_ connection: inout Connection, processID: Int32) throws -> Bool {
    for _ in 0..<50 {
      let rows = try connection.execute(Query.endSession.sql, [.int32(processID)])
      if rows.count == 0 { return true }
      usleep(100_000)
    }
    return false
  }

  /// Which sessions hold a table of the source or of the results, in words; empty where none does.
  package static func tableLocks(_ connection: inout Connection, schema: String) throws -> String {
    let rows = try connection.execute(Query.tableLocks.sql, [.text(schema)])
    return try (0..<rows.count).map {
      "table \(try rows.text($0, 0)) is held by server process \(try rows.integer($0, 1)) (\(try rows.text($0, 2)))"
    }.joined(separator: "; ")
  }

  private static let fictional =
    #"[{"code": "fictional", "severity": "note", "text": "the company is invented: report.fictional"}]"#

  package static func begin(_ connection: inout Connection, _ entry: RunEntry, fence: Int64) throws {
    try connection.execute(
      Query.beginRun.sql,
      [
        .uuid(entry.run.bits), .text(entry.period), .int64(fence), .text(entry.engineVersion),
        .int32(Int32(Migration.all.count)), .text(entry.configHash), .int64(Int64(bitPattern: entry.seed)),
        .text(entry.host), .int32(entry.processID), .text(entry.isFictional ? fictional : "[]"),
      ])
  }

  /// Notes that a step began; the step before is taken as ended.
  package static func step(_ connection: inout Connection, run: RunID, _ step: String) throws {
    try connection.execute(Query.beginStep.sql, [.uuid(run.bits), .text(step)])
  }

  package static func endStep(
    _ connection: inout Connection, run: RunID, _ step: String, rows: Int, digest: String? = nil
  ) throws {
    try connection.execute(
      Query.endStep.sql,
      [.uuid(run.bits), .text(step), .int64(Int64(rows)), digest.map { .text($0) } ?? .null])
  }

  /// Stores what was read: dates, counts and the fingerprint.
  package static func describe(
    _ connection: inout Connection, run: RunID, records: PeriodRecords, fingerprint: String
  ) throws {
    let counts = "{" + records.rowCounts.map { "\"\($0.table.rawValue)\": \($0.rows)" }.joined(separator: ", ") + "}"
    let days = records.days
    try connection.execute(
      Query.describeRun.sql,
      [
        .uuid(run.bits), .text(Timestamp.date(days.lowerBound)), .text(Timestamp.date(days.upperBound - 1)),
        .text(Timestamp.text(records.asOf)), .text(counts), .text(fingerprint), .text(records.rowsInPeriod),
      ])
  }

  /// Holds a run back whose result is staged and complete.
  package static func hold(
    _ connection: inout Connection, run: RunID, reason: String, resultDigest: String
  ) throws {
    try connection.execute(Query.holdRun.sql, [.uuid(run.bits), .text(reason), .text(resultDigest)])
  }

  /// Tables of which the source holds less than half of what the published run of the period found.
  package static func dropped(
    _ connection: inout Connection, _ records: PeriodRecords, minimum: Int
  ) throws -> [DroppedTable] {
    let rows = try connection.execute(
      Query.droppedTables.sql, [.text(records.period), .text(records.rowsInPeriod), .int64(Int64(minimum))])
    return try (0..<rows.count).map {
      DroppedTable(table: try rows.text($0, 0), before: try rows.integer($0, 1), now: try rows.integer($0, 2))
    }
  }

  /// Writes an event of the audit trail.
  package static func audit(
    _ connection: inout Connection, by actor: String, _ action: String, subject: String, detail: String
  ) throws {
    try connection.execute(
      Query.addAuditEvent.sql, [.text(actor), .text(action), .text(subject), .text(detail)])
  }

  /// Ends a run in a state that publishes nothing.
  package static func end(_ connection: inout Connection, run: RunID, state: String, reason: String) throws {
    try connection.execute(Query.endRun.sql, [.uuid(run.bits), .text(state), .text(reason)])
  }

  /// The run that readers of a period follow; nil before the first.
  package static func published(_ connection: inout Connection, period: String) throws -> RunRow? {
    let rows = try connection.execute(Query.publishedRun.sql, [.text(period)])
    return rows.count == 0 ? nil : try row(rows, 0)
  }

  /// The run that a new result of a period takes over from: the period's own, else that of the newest published period.
  package static func lastPublished(_ connection: inout Connection, for period: String) throws -> RunRow? {
    let rows = try connection.execute(Query.lastPublished.sql, [.text(period)])
    return rows.count == 0 ? nil : try row(rows, 0)
  }

  /// The state of one run; nil where there is no such run.
  package static func find(_ connection: inout Connection, run: RunID) throws -> RunRow? {
    let rows = try connection.execute(Query.runByID.sql, [.uuid(run.bits)])
    return rows.count == 0 ? nil : try row(rows, 0)
  }

  private static func row(_ rows: borrowing Rows, _ row: Int) throws(PostgresError) -> RunRow {
    RunRow(
      runID: RunID(try rows.uuid(row, 0)), periodID: try rows.text(row, 1), state: try rows.text(row, 2),
      configHash: try rows.textOrNull(row, 3) ?? "", inputFingerprint: try rows.textOrNull(row, 4) ?? "",
      engineVersion: try rows.text(row, 5), resultDigest: try rows.textOrNull(row, 6) ?? "")
  }

  /// Stores the rows set aside and the facts noticed, in the open transaction.
  package static func store(
    _ connection: inout Connection, run: RunID, _ summary: QuarantineSummary
  ) throws {
    try connection.copyIn(
      "COPY fairshare.quarantined_rows (run_id, source_table, source_key, code, \"column\", detail) "
        + "FROM STDIN (FORMAT binary)"
    ) { writer in
      for row in summary.rows {
        writer.rows.begin(fields: 6)
        writer.rows.uuid(run.bits)
        writer.rows.text(row.table.rawValue)
        writer.rows.text(row.key)
        writer.rows.text(row.fault.rawValue)
        writer.rows.text(row.column)
        writer.rows.optional(row.detail.isEmpty ? nil : row.detail)
        try writer.endRow()
      }
    }
    for code in summary.notices.keys.sorted() {
      guard let notice = summary.notices[code] else { continue }
      try connection.execute(
        Query.addNotice.sql,
        [
          .uuid(run.bits), .text(code), .text(notice.severity.rawValue), .int64(Int64(notice.count)),
          notice.detail.isEmpty ? .null : .text(notice.detail),
        ])
    }
  }
}
