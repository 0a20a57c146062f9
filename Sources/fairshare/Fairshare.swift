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
    RollbackCommand.self, ReleaseCommand.self, PurgeCommand.self, AuditCommand.self, ServeCommand.self,
    ConfigCommand.self, DemoCommand.self,
    SimulateCommand.self, HoldCommand.self, RetainCommand.self, EraseCommand.self, AssessCommand.self,
    ModelCardCommand.self,
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
        message: message(for: error), arguments: arguments, given: path.unknown, candidates: path.candidates,
        verb: path.verb, known: options(of: path.command))
      exit(withError: ExitCode(verb.run(verb.options)))
    }
  }

  /// The verbs of a command line, and the first word that names none where one must stand.
  private struct Path {
    var command: any ParsableCommand.Type = Fairshare.self
    var verb = ""
    var unknown: String?
    /// The verbs that may stand where the unknown one does.
    var candidates: [String] = []
  }

  private static func path(_ arguments: [String]) -> Path {
    var path = Path()
    for word in arguments where !word.hasPrefix("-") {
      let commands = path.command.configuration.subcommands
      if commands.isEmpty { return path }
      guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
        path.unknown = word
        path.candidates = commands.compactMap { $0.configuration.commandName }
        return path
      }
      path.command = next
      path.verb += path.verb.isEmpty ? word : " " + word
    }
    return path
  }

  /// The options that a command's help names.
  private static func options(of command: any ParsableCommand.Type) -> Set<String> {
    var found: Set<String> = ["--help", "--version"]
    for word in helpMessage(for: command).split(whereSeparator: { " \n[]<>(),.;:/`".contains($0) })
    where word.hasPrefix("--") {
      found.insert(String(word))
    }
    return found
  }
}
