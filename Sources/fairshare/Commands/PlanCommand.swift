import ArgumentParser
import Pipeline

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "What a run would score, and whether it would change anything.")

  @OptionGroup var common: CommonOptions
  @Option(help: "The period, as in the table periods.") var period: String
  @Option(name: .customLong("out"), help: "File to save the plan in, for `fairshare run --plan`.", completion: .file())
  var file: String?
  @Flag(help: "Exit with 2 when a run would publish something.") var detailedExitcode = false
  @Option(help: "Threads. [env: FAIRSHARE_RUN_JOBS]") var jobs: String?
  @Option(help: "Seed of the random draws, instead of the derived one. [env: FAIRSHARE_RUN_SEED]") var seed: String?

  func run() throws {
    try common.run(
      PlanVerb(period: period, file: file, hasDetailedExitCode: detailedExitcode),
      [("run.jobs", "--jobs", jobs), ("run.seed", "--seed", seed)])
  }
}
