import ArgumentParser
import Pipeline

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Findings to look at, decisions and appeals.",
    subcommands: [List.self, Decide.self, Appeal.self, Answer.self])

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
    @Option(help: "confirmed, cleared or not_judged.") var decision: String
    @Option(help: "Why, in one sentence.") var reason: String
    @Option(help: "The period; the newest published one where none is named.") var period: String?

    func run() throws {
      try common.run(ReviewDecideVerb(finding: finding, decision: decision, reason: reason, period: period))
    }
  }

  struct Appeal: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "appeal", abstract: "Opens a member's request for a correction.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Person id.") var person: String
    @Option(help: "Key result id.") var keyResult: String
    @Option(help: "What is missing or wrong.") var text: String
    @Option(help: "Links or notes that show it.") var evidence: String?
    @Option(help: "The period; the newest with this key result where none is named.") var period: String?

    func run() throws {
      try common.run(
        ReviewAppealVerb(person: person, keyResult: keyResult, text: text, evidence: evidence, period: period))
    }
  }

  struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "answer", abstract: "Answers an appeal, once.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Appeal id.") var appeal: String
    @Option(help: "The answer.") var text: String

    func run() throws { try common.run(ReviewAnswerVerb(appeal: appeal, text: text)) }
  }
}
