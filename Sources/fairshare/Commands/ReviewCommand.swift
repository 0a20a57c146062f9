import ArgumentParser
import Pipeline

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Findings to look at, decisions and appeals.",
    subcommands: [List.self, Show.self, Decide.self, AppealCommand.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Open findings and appeals of a published run.")

    @OptionGroup var common: CommonOptions
    @Option(help: "The period; the newest published one where none is named.") var period: String?
    @Flag(help: "Also what is decided, answered or only watched.") var all = false

    func run() throws { try common.run(ReviewListVerb(period: period, showsAll: all)) }
  }

  struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "decide", abstract: "Notes what a person concluded about a finding.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Finding id.") var finding: String
    @Option(help: "confirmed, cleared or not_judged.", completion: .list(ReviewDecideVerb.decisions)) var decision:
      String
    @Option(help: "Why, in one sentence.") var reason: String
    @Option(help: "The period; the newest published one where none is named.") var period: String?

    func run() throws {
      try common.run(ReviewDecideVerb(finding: finding, decision: decision, reason: reason, period: period))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Opens a finding: what it is about, and the reasons for and against.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Finding id.") var finding: String
    @Option(help: "The period; the newest published one where none is named.") var period: String?

    func run() throws { try common.run(ExplainFindingVerb(finding: finding, period: period)) }
  }
}
