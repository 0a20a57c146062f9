import ArgumentParser
import Pipeline

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Publishes a run that was held back because it moves many people far.")

  @OptionGroup var common: CommonOptions
  @Option(name: .customLong("run"), help: "The run that is held.") var target: String
  @Option(help: "Who looked at it; otherwise the database role.") var by: String?
  @Option(help: "Why it is right, for the audit trail.") var reason: String

  func run() throws { try common.run(ReleaseVerb(run: target, person: by, reason: reason)) }
}
