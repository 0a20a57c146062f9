import ArgumentParser
import Pipeline

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Checks what the program promises about its own use.", subcommands: [Verify.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Whether decisions and appeals are still as people wrote them.")

    @OptionGroup var common: CommonOptions
    @Option(help: "A digest noted earlier, for example from a report: must still be in the chain.") var anchor: String?

    func run() throws { try common.run(AuditVerifyVerb(anchor: anchor)) }
  }
}
