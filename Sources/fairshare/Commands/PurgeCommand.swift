import ArgumentParser
import Pipeline

struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Deletes the results of a superseded run; asks for its id to be typed back.")

  @OptionGroup var common: CommonOptions
  @Argument(help: ArgumentHelp("Id of the run, as `fairshare status` shows it.", valueName: "run")) var target: String
  @Option(help: "Why, for the audit trail.") var reason = "no reason given"
  @Flag(help: "Ask nothing; for scripts.") var yes = false

  func run() throws { try common.run(PurgeVerb(run: target, reason: reason, isConfirmed: yes)) }
}
