internal import Postgres
internal import Reporting
internal import Store

/// `fairshare report`: the pages of a published run.
public struct ReportVerb: Verb {
  public static let name = "report"
  public let folder: String
  public let period: String?
  public let teams: [String]
  public let people: [String]
  /// Words of the command line; empty for the usual ones.
  public let audiences: [String]

  public init(
    folder: String, period: String?, teams: [String] = [], people: [String] = [], audiences: [String] = []
  ) {
    self.folder = folder
    self.period = period
    self.teams = teams
    self.people = people
    self.audiences = audiences
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("report")
    let run = try workplace.published(&connection, period: period)
    // What is asked for by name is noted by name.
    try workplace.note(&connection, Self.name, .person, people)
    try workplace.note(&connection, Self.name, .team, teams)
    if people.isEmpty, teams.isEmpty { try workplace.note(&connection, Self.name, .company, [run.period]) }
    connection.close()
    var site = ReportSite(workplace: workplace, folder: folder)
    site.period = period
    site.teams = teams
    site.people = people
    site.audiences = try Self.audiences(audiences)
    site.language = console.language
    let line = ProgressLine(console)
    site.progress = { step, done, all in line.show(step, done: done, total: all) }
    site.isCancelled = { Interruption.isRequested }
    Interruption.watch()
    defer { line.end() }
    let outcome = try site.write()
    line.end()
    console.object(
      "report",
      [
        "run_id": .string(outcome.runID), "period": .string(outcome.period), "folder": .string(outcome.folder),
        "index": .optional(outcome.index), "overview": .optional(outcome.overview), "queue": .optional(outcome.queue),
        "workbook": .optional(outcome.workbook), "team_pages": .integer(outcome.teamPages),
        "own_pages": .integer(outcome.ownPages), "case_pages": .integer(outcome.casePages),
      ])
    console.say(
      Bilingual(
        "\(outcome.period) 的报告：团队页 \(outcome.teamPages)，个人页 \(outcome.ownPages)，复核 \(outcome.casePages) 处，来自运行 \(outcome.runID)",
        "reports of \(outcome.period): \(outcome.teamPages) team pages, \(outcome.ownPages) own pages, "
          + "\(outcome.casePages) cases, from run \(outcome.runID)"))
    console.say("  \(outcome.index ?? outcome.folder)")
    if let workbook = outcome.workbook { console.say("  \(workbook)") }
    return VerbResult(state: "written")
  }

  /// What `--audience` takes.
  public static let audienceWords = Audience.allCases.map(\.rawValue) + ["all"]

  /// The audiences named, the usual ones where none is; `all` is everybody's.
  ///
  /// - Throws: `Failure` with code `usage`.
  static func audiences(_ words: [String]) throws(Failure) -> Set<Audience> {
    guard !words.isEmpty else { return ReportLayout.usual }
    var result: Set<Audience> = []
    for word in words {
      if word == "all" {
        result.formUnion(Audience.allCases)
      } else if let audience = Audience(rawValue: word) {
        result.insert(audience)
      } else {
        throw Failure.unknown(
          word, of: Self.audienceWords, "--audience",
          Bilingual("没有“\(word)”这类读者。", "There is no audience \"\(word)\"."))
      }
    }
    return result
  }
}
