import ArgumentParser
import Glibc
import Pipeline

/// Options that every verb has.
struct CommonOptions: ParsableArguments {
  @Option(help: "libpq connection string or URI, without a password in it.") var database: String?
  @Option(help: "Schema with the contract's tables or views.") var sourceSchema: String?

  func resolve() throws -> Configuration {
    var configuration = Configuration()
    if let database { configuration.database = database }
    if let sourceSchema { configuration.sourceSchema = sourceSchema }
    return configuration
  }

  /// Runs an action and turns its failure into a message and an exit code.
  func telling<Result>(_ action: () throws(Failure) -> Result) throws -> Result {
    do {
      return try action()
    } catch {
      let text = Array((error.description + "\n").utf8)
      _ = unsafe text.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
      throw ExitCode(error.exit.rawValue)
    }
  }
}
