import ArgumentParser
import Pipeline

struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Keeps results from all readers but HR, at once; releases them again.")

  @OptionGroup var common: CommonOptions
  @Flag(name: .customLong("all"), help: "Everything.") var isEverything = false
  @Option(help: "One period.") var period: String?
  @Option(help: "One person.") var person: String?
  @Option(help: "One key result.") var keyResult: String?
  @Option(help: "Why, in one sentence.") var reason: String?
  @Flag(help: "Release the hold instead.") var release = false
  @Flag(help: "List the holds in force.") var list = false

  func run() throws {
    try common.run(
      HoldVerb(
        isEverything: isEverything, period: period, person: person, keyResult: keyResult, reason: reason,
        isRelease: release, isList: list))
  }
}
