import ArgumentParser
import Pipeline

struct RetainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retain", abstract: "Drops rows about persons that are older than the policy, with a proof.")

  @OptionGroup var common: CommonOptions
  @Option(help: "Months after a period's end; the setting rights.retention_months where none are given.") var months:
    Int?
  @Flag(help: "Also superseded runs that no rollback needs, whatever their age.") var superseded = false
  @Flag(help: "Only say what would go.") var dryRun = false
  @Option(help: "Why, in one sentence.") var reason: String?

  func run() throws {
    try common.run(
      RetainVerb(months: months, dropsSuperseded: superseded, isDryRun: dryRun, reason: reason))
  }
}

struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Puts a tombstone in the place of one person, with a proof.",
    subcommands: [Person.self])

  struct Person: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "person", abstract: "Erases one person from results and from input that the engine owns.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Person id.") var person: String
    @Option(help: "Why, in one sentence without a name.") var reason: String
    @Option(help: "The id again: an erasure cannot be undone.") var confirm: String?

    func run() throws {
      try common.run(EraseVerb(person: person, reason: reason, confirmation: confirm))
    }
  }
}
