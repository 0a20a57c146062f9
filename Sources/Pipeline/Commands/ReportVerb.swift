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
    let wanted = try Self.audiences(audiences)
    try refuseOthers()
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
    site.audiences = wanted
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

  /// One team or person is written into one folder: pages that were asked for besides must not be left out in silence.
  private func refuseOthers() throws {
    guard !teams.isEmpty || !people.isEmpty else { return }
    let written = (teams.isEmpty ? [] : ["teams"]) + (people.isEmpty ? [] : ["people"])
    guard let other = audiences.first(where: { !written.contains($0) }) else { return }
    throw Failure(
      .usage,
      Bilingual(
        "只写 --team 或 --person 指定的页面时，不会写 \(other) 的页面。",
        "With --team or --person only those pages are written, none for \(other)."),
      place: "--audience \(other)",
      fix: Bilingual("去掉 --audience \(other)，或另外运行一次。", "Leave out --audience \(other), or run it once more for these.")
    )
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
