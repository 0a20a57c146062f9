internal import Glibc
public import Postgres
public import Store

/// Where commands work: one database, reached by libpq's own rules.
public struct Workplace: Sendable {
  public let configuration: Configuration
  public let settings: ConnectionSettings

  public init(_ configuration: Configuration, applicationName: String = "fairshare") {
    self.configuration = configuration
    settings = ConnectionSettings(configuration.database, applicationName: applicationName)
  }

  /// A session named after what it is for.
  func connect(_ purpose: String) throws -> Connection {
    var copy = settings
    copy.applicationName = "fairshare/\(purpose)"
    return try Connection(copy)
  }

  /// The run that readers of a period follow, of the newest period where none is named.
  ///
  /// - Throws: `Failure` with code `nothingPublished`, or that the schema is older or newer than this program.
  func published(_ connection: inout Connection, period: String?) throws -> PublishedRun {
    try Migrator().requireCurrent(&connection)
    if let run = try PublishedRun.find(&connection, period: period) { return run }
    throw Failure(
      .nothingPublished, period.map { "Nothing is published for period \($0)." } ?? "Nothing is published yet.",
      fix: "Run `fairshare run --period \(period ?? "ID")` first; `fairshare status` lists the runs.")
  }

  /// Creates or upgrades the schemas.
  ///
  /// - Returns: the versions before and after, and the migrations applied.
  public func migrate() throws(Failure) -> Migrator.Report {
    do {
      var connection = try Connection(settings)
      return try Migrator().migrate(&connection)
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
