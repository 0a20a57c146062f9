import ArgumentParser
import Pipeline

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the pages of a published run, a folder for each audience, zh-Hans and English.")

  @OptionGroup var common: CommonOptions
  @Option(name: .customLong("out"), help: "Folder for the pages.", completion: .directory) var folder: String
  @Option(help: "The period; the newest published one where none is named.") var period: String?
  @Option(name: .customLong("team"), help: "Only this team; may be given more than once.") var teams: [String] = []

  @Option(name: .customLong("person"), help: "Only this person's own page, by id; may be given more than once.")
  var people: [String] = []
  @Option(
    name: .customLong("audience"),
    help: "Whose pages: leadership, teams, people, hr or all; may be given more than once (default: all but people).",
    completion: .list(ReportVerb.audienceWords))
  var audiences: [String] = []
  @Option(help: "Threads that make pages. [env: FAIRSHARE_RUN_JOBS]") var jobs: String?

  func run() throws {
    try common.run(
      ReportVerb(folder: folder, period: period, teams: teams, people: people, audiences: audiences),
      [("run.jobs", "--jobs", jobs)])
  }
}
