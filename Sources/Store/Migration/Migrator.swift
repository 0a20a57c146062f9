public import FairshareSQL
private import Glibc
public import Postgres

/// Brings a database to the schema that this program needs, one numbered file at a time.
///
/// Each file runs in one transaction together with the row that records it: killed at any moment, a file is applied
/// whole or not at all, and the next call goes on from there. Files are never run twice and never edited: the SHA-256 of
/// each is stored and compared. Two migrators take turns.
public struct Migrator: Sendable {
  /// The files, in order.
  public let migrations: [Migration]

  /// How long one file may wait for a lock that somebody holds.
  public let lockTimeout: Duration

  /// How often a file that could not get a lock, or a turn that could not be had, is tried.
  public let tries: Int

  /// Makes a migrator of this program's files; tests pass others.
  public init(migrations: [Migration] = Migration.all, lockTimeout: Duration = .seconds(5), tries: Int = 5) {
    self.migrations = migrations
    self.lockTimeout = lockTimeout
    self.tries = tries
  }

  /// Number of the newest file.
  public var version: Int { migrations.last?.number ?? 0 }

  /// What was done.
  public struct Report: Sendable, Hashable {
    /// Number of the newest applied file before; 0 for an empty database.
    public let versionBefore: Int
    /// Number of the newest applied file now.
    public let version: Int
    /// Names of the files applied by this call, in order.
    public let applied: [String]
  }

  /// Applies what is missing.
  ///
  /// - Throws: `StoreError`: `migrationEdited`, `schemaNewer`, `migrationsOutOfOrder`, `migrationLocked`,
  ///   `migrationFailed`; `PostgresError` when the connection fails.
  public func migrate(_ connection: inout Connection) throws -> Report {
    try checkOrder()
    try takeTurn(&connection)
    do {
      let report = try applyMissing(&connection)
      _ = try connection.releaseAdvisoryLock(Self.turn)
      return report
    } catch {
      // The lock also ends with the session; the first error is the one to tell.
      if connection.isUsable { _ = try? connection.releaseAdvisoryLock(Self.turn) }
      throw error
    }
  }

  /// Checks, without writing anything, that the database has exactly the schema of this program.
  ///
  /// - Throws: `StoreError`: `schemaOlder`, `schemaNewer` or `migrationEdited`.
  public func requireCurrent(_ connection: inout Connection) throws {
    let applied = try AppliedMigrations(&connection)
    try applied.check(against: migrations)
    guard applied.version == version else {
      throw StoreError(
        .schemaOlder, sentence: "The database has an older schema than this program needs.",
        place: "fairshare.schema_migrations",
        why: "It has version \(applied.version); this program needs version \(version).",
        fix: "Run: fairshare migrate",
        chinese: .init(
          "数据库的结构比本程序需要的旧。", why: "数据库是版本 \(applied.version)，本程序需要版本 \(version)。",
          fix: "运行 `fairshare migrate`。"))
    }
  }

  private func applyMissing(_ connection: inout Connection) throws -> Report {
    let applied = try AppliedMigrations(&connection)
    try applied.check(against: migrations)
    var names: [String] = []
    for migration in migrations.dropFirst(applied.version) {
      try apply(migration, &connection)
      names.append(migration.name)
    }
    return Report(versionBefore: applied.version, version: applied.version + names.count, applied: names)
  }

  private func apply(_ migration: Migration, _ connection: inout Connection) throws {
    let checksum = try SHA256Digest(migration.bytes).description
    for attempt in 1... {
      do {
        try connection.withTransaction { connection in
          try connection.execute(
            "SELECT pg_catalog.set_config('lock_timeout', $1, true)", [.text("\(milliseconds(lockTimeout))ms")])
          try connection.executeScript(migration.sql, patience: Self.patience)
          try connection.execute(
            Query.recordMigration.sql, [.int32(Int32(migration.number)), .text(migration.name), .text(checksum)])
        }
        return
      } catch let error as PostgresError {
        if error.sqlState == "55P03", attempt < tries {
          pause(attempt)
        } else {
          throw failure(migration, error)
        }
      }
    }
  }

  /// A lost connection is told as such, so that the caller can come again; the rest names the file.
  private func failure(_ migration: Migration, _ error: PostgresError) -> any Error {
    if error.retryClass == .connection { return error }
    let isLock = error.sqlState == "55P03"
    return StoreError(
      isLock ? .migrationLocked : .migrationFailed,
      sentence: isLock ? "A migration waited for a lock in vain." : "A migration was refused by the server.",
      place: migration.name,
      why: isLock
        ? "Somebody held a table longer than \(tries) times \(milliseconds(lockTimeout)) ms." : error.description,
      fix: isLock
        ? "Nothing of this file was applied; run fairshare migrate again when the tables are free."
        : "Nothing of this file was applied; mend the cause and run fairshare migrate again.",
      chinese: isLock
        ? .init(
          "迁移一直等不到锁。", why: "有人占用一张表超过 \(tries) 次 \(milliseconds(lockTimeout)) 毫秒。",
          fix: "这个文件没有应用任何内容；等表空出来，再运行一次 `fairshare migrate`。")
        : .init(
          "服务器拒绝了一个迁移。", why: error.server.message ?? error.sqlState ?? "",
          fix: "这个文件没有应用任何内容；解决原因后再运行一次 `fairshare migrate`。"),
      underlying: error)
  }

  /// One migrator at a time per database.
  private func takeTurn(_ connection: inout Connection) throws {
    for attempt in 1...max(1, tries) {
      if try connection.tryAdvisoryLock(Self.turn) { return }
      if attempt < tries { pause(attempt) }
    }
    let holders = try connection.advisoryLockHolders(Self.turn)
    let names = holders.map { "process \($0.processID) (\($0.applicationName))" }.joined(separator: ", ")
    throw StoreError(
      .migrationLocked, sentence: "Another migration is running.", place: "the advisory lock of migrations",
      why: names.isEmpty ? "It ended only just now." : "It is held by \(names).",
      fix: "Run fairshare migrate again when it has ended.",
      chinese: .init(
        "另一个迁移正在进行。", why: names.isEmpty ? "它刚刚才结束。" : "持有者：\(names)。",
        fix: "等它结束，再运行一次 `fairshare migrate`。"))
  }

  private func checkOrder() throws(StoreError) {
    for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
      throw StoreError(
        .migrationsOutOfOrder, sentence: "The migration files are not numbered without gaps.", place: migration.name,
        why: "Its number is \(migration.number); \(index + 1) was expected.",
        fix: "Number the files 0001, 0002 and so on.",
        chinese: .init(
          "迁移文件的编号不连续。", why: "它的编号是 \(migration.number)，应为 \(index + 1)。",
          fix: "把文件编号为 0001、0002，依此类推。"))
    }
  }

  /// Half a second, then twice as long each time, to at most four.
  private func pause(_ attempt: Int) { usleep(UInt32(min(4_000_000, 500_000 << min(attempt - 1, 3)))) }

  private func milliseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
  }

  /// "fairshar" as eight bytes.
  private static let turn: Int64 = 0x6661_6972_7368_6172

  /// How long a file may work in silence.
  private static let patience = Duration.seconds(3600)
}
