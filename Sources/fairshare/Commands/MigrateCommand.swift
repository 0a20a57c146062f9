import ArgumentParser
import Pipeline

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "migrate", abstract: "Creates or upgrades the schemas.")

  @OptionGroup var common: CommonOptions

  func run() throws { try common.run(MigrateVerb()) }
}
