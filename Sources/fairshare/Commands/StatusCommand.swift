import ArgumentParser
import Pipeline

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "The last runs, skipped key results and rows set aside.")

  @OptionGroup var common: CommonOptions
  @Option(help: "Only runs of this period.") var period: String?
  @Option(help: "How many runs.") var limit = 20
  @Flag(help: "Also list key results that were not judged and rows set aside.") var skipped = false

  func run() throws { try common.run(StatusVerb(period: period, limit: limit, showsSkipped: skipped)) }
}
