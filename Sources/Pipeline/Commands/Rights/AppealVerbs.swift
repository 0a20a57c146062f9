internal import Postgres
internal import Reporting
internal import Store

enum AppealSearch {
  /// An open appeal.
  ///
  /// - Throws: `Failure` with code `notFound`, naming the nearest id.
  static func open(_ connection: inout Connection, _ id: String) throws -> AppealRecords.Appeal {
    let open = try AppealRecords.all(&connection).filter(\.isOpen)
    if let found = open.first(where: { $0.id == id }) { return found }
    throw Failure(
      .notFound, Bilingual("没有未答复的申诉 \(id)。", "There is no open appeal \(id)."),
      why: Failure.nearest(to: id, among: open.map(\.id)),
      fix: Bilingual("`fairshare review appeal list` 列出未答复的申诉。", "`fairshare review appeal list` lists open appeals."))
  }
}

/// `fairshare review appeal add APPEAL --text "..."`: one more piece of evidence on an open appeal.
public struct AppealAddVerb: Verb {
  public static let name = "review appeal add"
  public let appeal: String
  public let text: String

  public init(appeal: String, text: String) {
    self.appeal = appeal
    self.text = text
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("证据需要内容。", "Evidence needs a text."), place: "--text",
        fix: Bilingual("写下链接、记录编号或说明。", "Give a link, the id of a record or an explanation."))
    }
    var connection = try workplace.connect("review")
    try Migrator().requireCurrent(&connection)
    let found = try AppealSearch.open(&connection, appeal)
    guard
      let number = try AppealRecords.add(&connection, to: found.id, evidence: text, by: connection.user)
    else { throw AppealAnswerVerb.overtaken(appeal) }
    console.object("evidence", ["appeal_id": .string(found.id), "number": .integer(number)])
    console.say(Bilingual("已补充到申诉 \(found.id)，第 \(number) 条", "added to appeal \(found.id) as piece \(number)"))
    console.say(
      Bilingual(
        "来源里改正后：`fairshare review appeal recompute \(found.id)`",
        "once the source is corrected: `fairshare review appeal recompute \(found.id)`"))
    return VerbResult(state: "added")
  }
}

/// `fairshare review appeal list`: open appeals, those due first.
public struct AppealListVerb: Verb {
  public static let name = "review appeal list"
  public let showsAll: Bool

  public init(showsAll: Bool) { self.showsAll = showsAll }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("review")
    try Migrator().requireCurrent(&connection)
    let appeals = try AppealRecords.all(&connection).filter { showsAll || $0.isOpen }
    try workplace.note(&connection, Self.name, .person, Set(appeals.map(\.person)).sorted())
    if appeals.isEmpty {
      console.say(Bilingual("没有未答复的申诉。", "No appeal is open."))
    } else {
      AppealTable.show(appeals, console)
    }
    return VerbResult(state: appeals.isEmpty ? "empty" : "listed")
  }
}

/// `fairshare review appeal statistics`: how appeals went, without any person.
public struct AppealStatisticsVerb: Verb {
  public static let name = "review appeal statistics"

  public init() {}

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("review")
    try Migrator().requireCurrent(&connection)
    AppealTable.show(try AppealRecords.statistics(&connection), console)
    return VerbResult(state: "shown")
  }
}

/// `fairshare review appeal recompute APPEAL`: runs the period on the corrected source, and states before and after for everyone.
public struct AppealRecomputeVerb: Verb {
  public static let name = "review appeal recompute"
  public let appeal: String

  public init(appeal: String) { self.appeal = appeal }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("review")
    try Migrator().requireCurrent(&connection)
    let found = try AppealSearch.open(&connection, appeal)
    let known = try found.period ?? PublishedRows.newestPeriod(&connection, ofKeyResult: found.keyResult)
    let period = try workplace.published(&connection, period: known).period
    let outcome = try NightlyRun(
      settings: workplace.settings, configuration: workplace.configuration, period: period
    ).run()
    let run = try workplace.published(&connection, period: period)
    guard run.run != found.runBefore else {
      throw Failure(
        .notFound,
        Bilingual("来源自申诉以来没有变化。", "The source has not changed since the appeal."), place: found.id,
        fix: Bilingual(
          "先在来源里改正关键结果 \(found.keyResult) 的记录，再来一次。",
          "Correct the records of key result \(found.keyResult) in the source first, then come back."))
    }
    try workplace.note(&connection, Self.name, .keyResult, [found.keyResult])
    let effects = try AppealRecords.effects(&connection, of: found.id, after: run.run)
    let labels = try PublishedLabels(&connection, schema: workplace.configuration.sourceSchema, run: run)
    console.object(
      "recomputed",
      [
        "appeal_id": .string(found.id), "run_id": .string(run.run.text), "key_result": .string(found.keyResult),
        "run_state": .string(outcome.state.rawValue),
      ])
    console.say(
      Bilingual(
        "关键结果 \(found.keyResult) 已按更正后的来源重算（运行 \(run.run.text)）",
        "key result \(found.keyResult) is computed again from the corrected source (run \(run.run.text))"))
    AppealTable.show(effects, name: labels.name, console)
    console.say(
      Bilingual(
        "下一步：`fairshare review appeal answer \(found.id) --outcome upheld --text …`",
        "next: `fairshare review appeal answer \(found.id) --outcome upheld --text ...`"))
    return VerbResult(outcome.exit, state: "recomputed")
  }
}
