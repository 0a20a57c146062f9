internal import FairshareSQL
internal import Postgres

/// The migrations that a database says were applied to it.
struct AppliedMigrations: Sendable, Hashable {
  struct Row: Sendable, Hashable {
    let number: Int
    let name: String
    let checksum: String
  }

  /// In the order of their numbers.
  let rows: [Row]

  /// Number of the newest; 0 for a database that was never migrated.
  var version: Int { rows.last?.number ?? 0 }

  init(_ connection: inout Connection) throws(PostgresError) {
    let isPresent = try connection.execute(Query.hasMigrations.sql).bool(0, 0)
    guard isPresent else {
      rows = []
      return
    }
    let result = try connection.execute(Query.appliedMigrations.sql)
    var rows: [Row] = []
    for row in 0..<result.count {
      rows.append(
        Row(number: try result.integer(row, 0), name: try result.text(row, 1), checksum: try result.text(row, 2)))
    }
    self.rows = rows
  }

  /// Compares them with the files of this program.
  ///
  /// - Throws: `StoreError`: `schemaNewer`, `migrationsOutOfOrder` or `migrationEdited`.
  func check(against migrations: [Migration]) throws(StoreError) {
    let known = migrations.last?.number ?? 0
    guard version <= known else {
      throw StoreError(
        .schemaNewer, sentence: "The database was migrated by a newer program.", place: "fairshare.schema_migrations",
        why: "It has version \(version); this program knows versions up to \(known).",
        fix: "Use the newer program, or restore a backup taken before the migration.",
        chinese: .init(
          "数据库是由更新的程序迁移的。", why: "数据库是版本 \(version)，本程序只认识到版本 \(known)。",
          fix: "换用更新的程序，或恢复迁移之前的备份。"))
    }
    for (row, migration) in zip(rows, migrations) {
      guard row.number == migration.number else {
        throw StoreError(
          .migrationsOutOfOrder, sentence: "The database skipped a migration.", place: row.name,
          why: "Number \(migration.number) is missing before it.",
          fix: "Restore fairshare.schema_migrations from a backup.",
          chinese: .init(
            "数据库跳过了一个迁移。", why: "在它之前缺少编号 \(migration.number)。",
            fix: "从备份恢复 fairshare.schema_migrations。"))
      }
      let checksum = try SHA256Digest(migration.bytes).description
      guard row.checksum == checksum, row.name == migration.name else {
        throw StoreError(
          .migrationEdited, sentence: "A migration file was edited after it was applied.", place: migration.name,
          why: "Applied was \(row.name) with SHA-256 \(row.checksum); the file now has \(checksum).",
          fix: "Bring the file back as it was, and make the change in a new file.",
          chinese: .init(
            "迁移文件在应用之后被改动过。",
            why: "应用的是 \(row.name)，SHA-256 为 \(row.checksum)；现在的文件是 \(checksum)。",
            fix: "把文件恢复原样，改动写进新文件。"))
      }
    }
  }
}
