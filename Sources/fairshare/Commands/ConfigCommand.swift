import ArgumentParser
import Pipeline

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Shows the settings that are in force.", subcommands: [Show.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Every setting with its value; --origin adds where it came from.")

    @OptionGroup var common: CommonOptions
    @Flag(help: "Also say where each value came from: flag, file, environment or default.") var origin = false

    func run() throws { try common.run(ConfigShowVerb(showsOrigin: origin)) }
  }
}
