internal import Postgres
internal import Store

/// Notes when each step of a run began and ended, here and in the registry.
struct StepJournal {
  let run: RunID
  /// Whether the registry is told; a dry run leaves no trace.
  let isKept: Bool
  private(set) var steps: [(step: String, seconds: Double)] = []
  /// The step under way, or the last one.
  private(set) var current: Progress.Step?
  private var began = ContinuousClock().now

  init(run: RunID, isKept: Bool) {
    self.run = run
    self.isKept = isKept
  }

  mutating func begin(_ step: Progress.Step, _ connection: inout Connection) throws {
    began = ContinuousClock().now
    current = step
    if isKept { try RunRegistry.step(&connection, run: run, step.rawValue) }
  }

  mutating func end(_ step: Progress.Step, _ connection: inout Connection, rows: Int, digest: String? = nil) throws {
    steps.append((step.rawValue, NightlyRun.seconds(ContinuousClock().now - began)))
    if isKept { try RunRegistry.endStep(&connection, run: run, step.rawValue, rows: rows, digest: digest) }
  }
}
