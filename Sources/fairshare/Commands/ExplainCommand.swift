import ArgumentParser
import Pipeline

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Why this number, exactly: person, key-result, finding or code.",
    subcommands: [Person.self, KeyResult.self, Finding.self, Code.self])

  struct Person: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "person", abstract: "Every act behind one person's share of a key result.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Person id.") var person: String
    @Option(help: "Key result id.") var keyResult: String
    @Option(help: "The period; the newest with this key result where none is named.") var period: String?

    func run() throws {
      try common.run(ExplainPersonVerb(person: person, keyResult: keyResult, period: period))
    }
  }

  struct KeyResult: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key-result", abstract: "Everybody's share of one key result under every model.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Key result id.") var keyResult: String
    @Option(help: "The period; the newest with this key result where none is named.") var period: String?

    func run() throws { try common.run(ExplainKeyResultVerb(keyResult: keyResult, period: period)) }
  }

  struct Finding: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "finding", abstract: "What a finding is about, its figures and reasons, and what was decided.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Finding id.") var finding: String
    @Option(help: "The period; the newest published one where none is named.") var period: String?

    func run() throws { try common.run(ExplainFindingVerb(finding: finding, period: period)) }
  }

  struct Code: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "code", abstract: "What a message code means, and what mends it.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "A code such as FS021.") var code: String

    func run() throws { try common.run(ExplainCodeVerb(code: code)) }
  }
}
