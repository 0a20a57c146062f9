import ArgumentParser
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Runs the nightly batch of one period.")

  @OptionGroup var common: CommonOptions
  @Option(help: "The period to score, as in collab.periods.") var period: String
  @Flag(help: "Compute everything and keep nothing.") var dryRun = false
  @Flag(help: "Run although nothing has changed.") var force = false
  @Option(help: "Threads that score; two sessions read when it is above 1.") var jobs: Int?
  @Option(help: "Seed of the random draws, instead of the derived one.") var seed: UInt64?

  func run() throws {
    var configuration = try common.resolve()
    if let jobs { configuration.jobs = max(1, jobs) }
    if let seed { configuration.seed = seed }
    var batch = NightlyRun(
      settings: Workplace(configuration).settings, configuration: configuration, period: period)
    batch.isDryRun = dryRun
    batch.isForced = force
    let outcome = try common.telling { () throws(Failure) in try batch.run() }
    print(outcome.state.rawValue, outcome.runID, outcome.keyResults, outcome.rowsWritten, outcome.seconds)
    for step in outcome.steps { print(step) }
    for row in outcome.quarantined { print(row) }
    for row in outcome.notices { print(row) }
    for row in outcome.skipped { print(row) }
    if outcome.exit != .done { throw ExitCode(outcome.exit.rawValue) }
  }
}
