import ArgumentParser
import Pipeline

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Checks what the program promises about its own use.",
    subcommands: [Verify.self, Bias.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Whether decisions and appeals are still as people wrote them.")

    @OptionGroup var common: CommonOptions
    @Option(help: "A digest noted earlier, for example from a report: must still be in the chain.") var anchor: String?

    func run() throws { try common.run(AuditVerifyVerb(anchor: anchor)) }
  }

  struct Bias: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "bias", abstract: "Rates and impact ratios by attributes that no model ever reads.")

    @OptionGroup var common: CommonOptions
    @Option(help: "CSV file: person_id, then one attribute a column; read once, never stored.", completion: .file())
    var attributes: String
    @Option(help: "The period; the newest published one where none is named.") var period: String?
    @Flag(help: "Leave out groups of less than 2 % of the people.") var leaveOutSmall = false

    func run() throws {
      try common.run(AuditBiasVerb(file: attributes, period: period, leavesOutSmall: leaveOutSmall))
    }
  }
}
