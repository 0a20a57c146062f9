internal import Postgres
internal import Reporting
internal import Store

/// `fairshare review appeal answer APPEAL --outcome upheld --text "..."`: answers an appeal once, with the share as it is now.
public struct AppealAnswerVerb: Verb {
  public static let name = "review appeal answer"
  public let appeal: String
  public let outcome: String
  public let text: String

  public init(appeal: String, outcome: String, text: String) {
    self.appeal = appeal
    self.outcome = outcome
    self.text = text
  }

  public static let outcomes = ["upheld", "partly", "declined"]

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard Self.outcomes.contains(outcome) else {
      throw Failure.unknown(
        outcome, of: Self.outcomes, "--outcome",
        Bilingual("没有“\(outcome)”这种结果。", "There is no outcome \"\(outcome)\"."),
        meaning: Bilingual(
          "upheld 是支持，partly 是部分支持，declined 是维持。",
          "upheld: the person is right; partly: in part; declined: the share stands."))
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("答复需要说明。", "An answer needs a text."), place: "--text",
        fix: Bilingual("写一句本人看得懂的答复。", "Give an answer that the person can follow."))
    }
    var connection = try workplace.connect("review")
    try Migrator().requireCurrent(&connection)
    let found = try AppealSearch.open(&connection, appeal)
    guard try found.person != Reviewer.person(&connection, login: connection.user, workplace.configuration) else {
      throw Failure(
        .gateRefused, Bilingual("不能答复自己的申诉。", "Nobody answers their own appeal."), place: found.id,
        fix: Bilingual("请另一位同事答复。", "Ask a colleague to answer it."))
    }
    var share: Int64?
    var run: PublishedRun?
    if let period = try found.period ?? PublishedRows.newestPeriod(&connection, ofKeyResult: found.keyResult) {
      let now = try workplace.published(&connection, period: period)
      run = now
      share = try? AppealOpenVerb.share(&connection, run: now, person: found.person, keyResult: found.keyResult)
      if now.run != found.runBefore { _ = try AppealRecords.effects(&connection, of: found.id, after: now.run) }
    }
    guard
      try AppealRecords.answer(
        &connection, id: appeal, text: text, outcome: outcome, by: connection.user, share: share, run: run?.run)
    else { throw Self.overtaken(appeal) }
    console.object(
      "answer",
      [
        "appeal_id": .string(appeal), "outcome": .string(outcome),
        "share_before": .string(TextTable.Cell.exact(found.before)),
        "share_after": .optional(share.map(TextTable.Cell.exact)),
      ])
    let now = share.map(TextTable.Cell.exact) ?? "–"
    console.say(
      Bilingual(
        "已答复申诉 \(appeal)：份额 \(TextTable.Cell.exact(found.before)) → \(now)",
        "appeal \(appeal) is answered: share \(TextTable.Cell.exact(found.before)) -> \(now)"))
    return VerbResult(state: "answered")
  }

  static func overtaken(_ appeal: String) -> Failure {
    Failure(
      .notFound, Bilingual("申诉 \(appeal) 刚刚被别人答复了。", "Appeal \(appeal) was answered by somebody else just now."),
      fix: Bilingual(
        "`fairshare review appeal list --all` 看看答复。", "`fairshare review appeal list --all` shows the answer."))
  }
}
