import ArgumentParser

@main
struct Fairshare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairshare", abstract: "Measures shares of contribution, and says how sure it is.",
    subcommands: [MigrateCommand.self, ImportCommand.self, RunCommand.self, DemoCommand.self])
}
