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
