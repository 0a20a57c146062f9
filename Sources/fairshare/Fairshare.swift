import ArgumentParser
import Pipeline

@main
struct Fairshare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairshare", abstract: "Measures shares of contribution, and says how sure it is.",
    version: Engine.version, subcommands: verbs)

  static let verbs: [any ParsableCommand.Type] = [
    InitCommand.self, MigrateCommand.self, ImportCommand.self, DoctorCommand.self, PlanCommand.self, RunCommand.self,
    StatusCommand.self, ExplainCommand.self, ReportCommand.self, ReviewCommand.self, ExportCommand.self,
    RollbackCommand.self, AuditCommand.self, ConfigCommand.self, DemoCommand.self, SimulateCommand.self,
  ]

  /// Runs the command, and turns what ArgumentParser says about its use into our own message with our own exit code.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      guard !(error is ExitCode), exitCode(for: error) == .validationFailure else { exit(withError: error) }
      let path = Self.path(arguments)
      let verb = UsageVerb(
        message: message(for: error), arguments: arguments, given: path.unknown, candidates: path.candidates)
      exit(withError: ExitCode(verb.run(verb.options)))
    }
  }

  /// The first word that names no verb where one must stand, and the verbs that may stand there.
  private static func path(_ arguments: [String]) -> (unknown: String?, candidates: [String]) {
    var commands = verbs
    for word in arguments where !word.hasPrefix("-") {
      if let next = commands.first(where: { $0.configuration.commandName == word }) {
        commands = next.configuration.subcommands
        if commands.isEmpty { return (nil, []) }
      } else {
        return (word, commands.compactMap { $0.configuration.commandName })
      }
    }
    return (nil, commands.compactMap { $0.configuration.commandName })
  }
}
