import ArgumentParser
import Pipeline

struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Publishes the previous run of a period again.")

  @OptionGroup var common: CommonOptions
  @Option(help: "The period.") var period: String
  @Option(name: .customLong("run"), help: "An earlier run, instead of the previous one.") var target: String?
  @Option(help: "Why, for the audit trail.") var reason = "no reason given"

  func run() throws { try common.run(RollbackVerb(period: period, run: target, reason: reason)) }
}
