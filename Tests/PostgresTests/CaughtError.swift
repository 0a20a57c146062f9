import Postgres
import Testing

/// The `PostgresError` that `body` throws; a failure of the test when it throws none.
func caught(_ body: () throws -> Void, at location: SourceLocation = #_sourceLocation) throws -> PostgresError {
  do {
    try body()
  } catch let error as PostgresError {
    return error
  }
  Issue.record("no error was thrown", sourceLocation: location)
  throw NothingThrown()
}

struct NothingThrown: Error {}
