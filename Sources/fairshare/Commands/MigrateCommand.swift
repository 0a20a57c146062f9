import ArgumentParser
import Pipeline

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "migrate", abstract: "Creates or upgrades the schemas.")

  @OptionGroup var common: CommonOptions
  @Flag(name: .customLong("roles-sql"), help: "Only print what a DBA runs where this login may not make roles.")
  var printsRoles = false

  func run() throws { try common.run(MigrateVerb(printsRoles: printsRoles)) }
}
