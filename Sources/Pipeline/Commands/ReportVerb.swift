internal import Reporting

/// `fairshare report`: the pages of a published run.
public struct ReportVerb: Verb {
  public static let name = "report"
  public let folder: String
  public let period: String?
  public let teams: [String]

  public init(folder: String, period: String?, teams: [String]) {
    self.folder = folder
    self.period = period
    self.teams = teams
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var site = ReportSite(workplace: workplace, folder: folder)
    site.period = period
    site.teams = teams
    site.language = console.language
    let line = ProgressLine(console)
    site.progress = { done, all in line.show(CommandWord.pages, done: done, total: all) }
    site.isCancelled = { Interruption.isRequested }
    Interruption.watch()
    defer { line.end() }
    let outcome = try site.write()
    line.end()
    console.object(
      "report",
      [
        "run_id": .string(outcome.runID), "period": .string(outcome.period), "folder": .string(outcome.folder),
        "overview": .optional(outcome.overview), "workbook": .optional(outcome.workbook),
        "team_pages": .integer(outcome.teamPages),
      ])
    console.say(
      Bilingual(
        "\(outcome.period) 的报告：\(outcome.teamPages) 张团队页，来自运行 \(outcome.runID)",
        "reports of \(outcome.period): \(outcome.teamPages) team pages, from run \(outcome.runID)"))
    console.say("  \(outcome.overview ?? outcome.folder)")
    if let workbook = outcome.workbook { console.say("  \(workbook)") }
    return VerbResult(state: "written")
  }
}
