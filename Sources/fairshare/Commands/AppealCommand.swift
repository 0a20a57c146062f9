import ArgumentParser
import Pipeline

struct AppealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal", abstract: "A member's request for a correction, from opening to answer.",
    subcommands: [Open.self, Add.self, List.self, Recompute.self, Answer.self, Statistics.self])

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "open", abstract: "Opens an appeal; the share is not used until it is answered.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Person id.") var person: String
    @Option(help: "Key result id.") var keyResult: String
    @Option(help: "What is missing or wrong.") var text: String
    @Option(help: "Links or notes that show it.") var evidence: String?
    @Option(help: "The period; the newest with this key result where none is named.") var period: String?

    func run() throws {
      try common.run(
        AppealOpenVerb(person: person, keyResult: keyResult, text: text, evidence: evidence, period: period))
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds evidence to an open appeal.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Appeal id.") var appeal: String
    @Option(help: "A link, the id of a record, or an explanation.") var text: String

    func run() throws { try common.run(AppealAddVerb(appeal: appeal, text: text)) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Open appeals, those due first.")

    @OptionGroup var common: CommonOptions
    @Flag(help: "Also those that are answered.") var all = false

    func run() throws { try common.run(AppealListVerb(showsAll: all)) }
  }

  struct Recompute: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "recompute", abstract: "Runs the period on the corrected source; everyone's share before and after.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Appeal id.") var appeal: String

    func run() throws { try common.run(AppealRecomputeVerb(appeal: appeal)) }
  }

  struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "answer", abstract: "Answers an appeal, once.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "Appeal id.") var appeal: String
    @Option(help: "upheld, partly or declined.", completion: .list(AppealAnswerVerb.outcomes)) var outcome: String
    @Option(help: "The answer.") var text: String

    func run() throws { try common.run(AppealAnswerVerb(appeal: appeal, outcome: outcome, text: text)) }
  }

  struct Statistics: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "statistics", abstract: "How appeals went, without any person.")

    @OptionGroup var common: CommonOptions

    func run() throws { try common.run(AppealStatisticsVerb()) }
  }
}
