import ArgumentParser
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Runs the nightly batch of one period.")

  @OptionGroup var common: CommonOptions
  @Option(help: "The period to score, as in the table periods.") var period: String
  @Flag(help: "Compute everything and keep nothing.") var dryRun = false
  @Flag(help: "Run although nothing has changed.") var force = false
  @Option(help: "Threads that score; two sessions read when it is above 1. [env: FAIRSHARE_RUN_JOBS]") var jobs: String?
  @Option(help: "Seed of the random draws, instead of the derived one. [env: FAIRSHARE_RUN_SEED]") var seed: String?

  @Option(help: "Run although a table holds less than half of its rows of before; say why.") var acceptDrop: String?
  @Option(help: "A plan saved by `fairshare plan --out`; refused when anything has moved since.", completion: .file())
  var plan: String?

  @Option(help: "Folder in which the published run leaves ID/run.json. [env: FAIRSHARE_RUN_ARTEFACTS]")
  var artefacts: String?

  func run() throws {
    try common.run(
      RunVerb(period: period, isDryRun: dryRun, isForced: force, plan: plan, acceptedDrop: acceptDrop),
      [("run.jobs", "--jobs", jobs), ("run.seed", "--seed", seed), ("run.artefacts", "--artefacts", artefacts)])
  }
}
