internal import Glibc
public import Postgres
internal import Reporting
public import Store

/// Where commands work: one database, reached by libpq's own rules.
public struct Workplace: Sendable {
  public let configuration: Configuration
  public let settings: ConnectionSettings
  /// What reads of people's figures are for: goes into the access log with each.
  public var purpose: String?
  /// Case that they belong to, such as an appeal.
  public var caseID: String?

  public init(_ configuration: Configuration, applicationName: String = "fairshare") {
    self.configuration = configuration
    settings = ConnectionSettings(
      configuration.database, applicationName: applicationName,
      lockTimeout: .milliseconds(configuration.patience * 800),
      connectTimeout: .seconds(min(15, configuration.patience)),
      patience: .seconds(configuration.patience))
  }

  /// A session of a reader, named after what it is for: it sees the rows that its login may see.
  func connect(_ purpose: String) throws -> Connection {
    var copy = settings
    copy.rowSecurity = true
    copy.applicationName = "fairshare/\(purpose)"
    return try Connection(copy)
  }

  /// The run that readers of a period follow, of the newest period where none is named.
  ///
  /// - Parameter isForOthers: whether what is read goes to others, so that HR's own rights must not count either.
  /// - Throws: `Failure` with code `nothingPublished` or `onHold`, or that the schema is older or newer than this program.
  func published(
    _ connection: inout Connection, period: String?, isForOthers: Bool = false
  ) throws -> PublishedRun {
    try Migrator().requireCurrent(&connection)
    if isForOthers { try HoldRecords.readForOthers(&connection) }
    if let run = try PublishedRun.find(&connection, period: period) {
      guard try HoldRecords.keepsOut(&connection, of: run.period) else { return run }
      throw Failure(
        .onHold,
        Bilingual("周期 \(run.period) 的结果已被暂停使用。", "The results of period \(run.period) are on hold."),
        place: "period \(run.period)",
        why: Bilingual(
          "有人按下了暂停；在解除之前，除人力外谁都看不到。", "Somebody has put them on hold; until it is released nobody but HR sees them."),
        fix: Bilingual(
          "`fairshare hold --list` 看是谁、为什么；`fairshare hold --release` 解除。",
          "`fairshare hold --list` tells who and why; `fairshare hold --release` releases it."))
    }
    let published = try PublishedRun.periods(&connection)
    let near = period.flatMap { Nearest.of($0, among: published) }
    let id = period ?? "ID"
    throw Failure(
      .nothingPublished,
      period.map { Bilingual("周期 \($0) 还没有发布过。", "Nothing is published for period \($0).") }
        ?? Bilingual("还没有发布过任何周期。", "Nothing is published yet."),
      place: period.map { "--period \($0)" } ?? "table published_runs",
      why: published.isEmpty
        ? nil
        : Bilingual(
          "已发布的周期：\(published.suffix(12).joined(separator: "、"))。",
          "Published are \(published.suffix(12).joined(separator: ", "))."),
      fix: near.map { Bilingual("是不是想写 `--period \($0)`？", "Did you mean `--period \($0)`?") }
        ?? Bilingual(
          "先运行 `fairshare run --period \(id)`；`fairshare status` 列出各次运行。",
          "Run `fairshare run --period \(id)` first; `fairshare status` lists the runs."))
  }

  /// Writes down that somebody's figures are about to be read.
  ///
  /// - Parameter action: the verb.
  func note(
    _ connection: inout Connection, _ action: String, _ subject: AccessLog.Subject, _ ids: [String]
  ) throws(PostgresError) {
    try AccessLog.note(
      &connection, action, subject, ids, AccessLog.Reason(purpose: purpose, caseID: caseID))
  }

  /// Creates or upgrades the schemas, and makes roles and rights as they are written down.
  ///
  /// - Returns: the versions before and after, and the migrations applied.
  public func migrate() throws(Failure) -> Migrator.Report { try migrateWithRights().report }

  /// - Returns: also what this login may not do about roles and rights itself.
  func migrateWithRights() throws(Failure) -> (report: Migrator.Report, open: [Rights.Violation]) {
    do {
      var connection = try Connection(settings)
      let report = try Migrator().migrate(&connection)
      return (report, try Rights.apply(&connection, schema: configuration.sourceSchema))
    } catch {
      throw Failure(error)
    }
  }

  /// Loads a folder of contract CSV files, all or nothing.
  public func importFolder(_ folder: String, options: ImportOptions) throws(Failure) -> ImportReport {
    do {
      var connection = try Connection(settings)
      return try Importer(options).run(folder: folder, on: &connection)
    } catch {
      throw Failure(error)
    }
  }
}
