internal import Postgres
internal import Store

/// `run.json`: what a run was made from and how it went, for programs that do not ask the database.
enum RunArtefact {
  static let fileName = "run.json"

  /// Nothing for a login that may not read how the run went.
  ///
  /// - Throws: `Failure` with code `reportUnwritable`, or `PostgresError`.
  static func write(_ connection: inout Connection, run: RunID, _ files: ReportFiles) throws {
    guard try Reader.has("SELECT", on: "run_steps", &connection) else { return }
    guard let text = try RunRegistry.artefact(&connection, run: run) else { return }
    try files.write(text + "\n", to: fileName)
  }
}
