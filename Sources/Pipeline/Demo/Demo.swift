internal import FairshareSQL
internal import Glibc
internal import LocalServer
internal import Postgres
public import Reporting
internal import Store

/// The whole batch on a company of CSV files, in a private PostgreSQL that is thrown away afterwards.
public struct Demo: Sendable {
  /// How far the demo is.
  public enum Stage: Sendable, Equatable {
    case server, migrate, load
    case run(period: String)
    case report(period: String)

    var sentence: Bilingual {
      switch self {
      case .server:
        Bilingual(
          "启动私有 PostgreSQL（用后即弃：以安全换速度）", "starting a private PostgreSQL (throw-away: it trades safety for speed)")
      case .migrate: Bilingual("建立数据库结构", "creating the schemas")
      case .load: Bilingual("装入公司数据", "loading the company")
      case .run(let period): Bilingual("运行 \(period) 的批处理", "running the batch of \(period)")
      case .report(let period): Bilingual("写 \(period) 的报告", "writing the reports of \(period)")
      }
    }
  }

  /// Folder of contract CSV files; nil looks for the fixture company.
  public var company: String?
  /// Folder that the reports of each period are written into, in a folder of its own.
  public var reports = "reports"
  /// Leaves the server and its data in place.
  public var keepsServer = false
  /// The language that pages open in, and that of the workbook.
  public var language = Language.english
  /// Told when a stage begins.
  public var progress: @Sendable (Stage) -> Void = { _ in }

  private static let database = "fairshare"
  private static let gapsShown = 6

  public init() {}

  /// Starts a server, loads the company, and runs each of its periods, oldest first.
  ///
  /// - Throws: `Failure`; the server is gone then, unless it is to be kept.
  public func run() throws(Failure) -> DemoOutcome {
    do {
      return try perform()
    } catch {
      throw Failure(error)
    }
  }

  private func perform() throws -> DemoOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let folder = try company ?? DemoCompany.find()
    progress(.server)
    LocalServer.removeLeftovers()
    let server = try LocalServer(LocalServer.Options(keep: keepsServer))
    defer { server.stop() }
    try server.createDatabase(Self.database)
    var configuration = Configuration()
    configuration.database = server.connectionString(database: Self.database)
    configuration.isFictional = company == nil
    // Nobody waits five working days for a demo: its flags are shown at once.
    configuration.commentDays = 0
    let workplace = Workplace(configuration)
    progress(.migrate)
    _ = try workplace.migrate()
    progress(.load)
    let loaded = try workplace.importFolder(folder, options: ImportOptions(mode: .replace))
    guard !loaded.isRefused else { throw Self.refusal(loaded) }
    var outcome = DemoOutcome(
      server: server.folder, processID: server.processID, database: Self.database, isKept: keepsServer)
    for period in try periods(workplace) {
      progress(.run(period: period))
      outcome.runs.append(
        try NightlyRun(settings: workplace.settings, configuration: configuration, period: period).run())
      progress(.report(period: period))
      var site = ReportSite(workplace: workplace, folder: "\(reports)/\(period)")
      site.period = period
      site.language = language
      // Nobody in the demo is real, so the own pages of all of them can be looked at.
      site.audiences = Set(Audience.allCases)
      let written = try site.write()
      if let index = written.index { outcome.reports.append(index) }
      if let workbook = written.workbook { outcome.workbooks.append(workbook) }
    }
    var connection = try Connection(workplace.settings)
    outcome.check = try Self.check(&connection)
    if let last = outcome.runs.last { outcome.gaps = try Self.gaps(&connection, period: last.period) }
    outcome.seconds = NightlyRun.seconds(clock.now - start)
    return outcome
  }

  private func periods(_ workplace: Workplace) throws -> [String] {
    var connection = try Connection(workplace.settings)
    let rows = try connection.execute(Query.demoPeriods.sql)
    var periods: [String] = []
    for row in 0..<rows.count { periods.append(try rows.text(row, 0)) }
    return periods
  }

  private static func check(_ connection: inout Connection) throws -> DemoOutcome.Check {
    let rows = try connection.execute(Query.demoSums.sql)
    return DemoOutcome.Check(
      divisions: try rows.integer(0, 0), wrongDivisions: try rows.integer(0, 1),
      evidenceShares: try rows.integer(0, 2), wrongEvidenceShares: try rows.integer(0, 3))
  }

  private static func gaps(_ connection: inout Connection, period: String) throws -> [DemoOutcome.Gap] {
    let rows = try connection.execute(Query.demoGaps.sql, [.text(period), .int64(Int64(gapsShown))])
    var gaps: [DemoOutcome.Gap] = []
    for row in 0..<rows.count {
      gaps.append(
        DemoOutcome.Gap(
          person: try rows.text(row, 0), keyResult: try rows.text(row, 1), credited: try rows.float8(row, 2),
          contributed: try rows.float8(row, 3), low: try rows.float8OrNull(row, 4),
          high: try rows.float8OrNull(row, 5)))
    }
    return gaps
  }

  private static func refusal(_ report: ImportReport) -> Failure {
    Failure(
      .importRefused, Bilingual("公司的文件不符合约定，什么都没有装入。", "The company's files were refused; nothing was loaded."),
      place: report.badRows.first.map { "\($0)" } ?? "",
      fix: Bilingual("改正这些行；`fairshare import` 会逐行列出。", "Mend the rows; `fairshare import` names them all."))
  }

  /// Only starts a private server, says where, and stops it when standard input ends: a server for scripts.
  ///
  /// - Parameter announce: takes the environment with which libpq reaches an empty database.
  public static func serve(_ announce: ([(name: String, value: String)]) -> Void) throws(Failure) {
    do {
      LocalServer.removeLeftovers()
      let server = try LocalServer()
      defer { server.stop() }
      try server.createDatabase(database)
      announce([("PGHOST", server.folder), ("PGPORT", "5432"), ("PGUSER", "postgres"), ("PGDATABASE", database)])
      var byte: UInt8 = 0
      // A pipe that closes ends it, and so does the end of whoever holds the other end.
      while true {
        let count = unsafe read(0, &byte, 1)
        if count == 0 || (count < 0 && errno != EINTR) { break }
      }
    } catch {
      throw Failure(error)
    }
  }
}
