internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare review appeal open PERSON --key-result ID --text "..."`: a member asks for a correction.
///
/// The share of that moment is kept, and nobody is to use it until the appeal is answered.
public struct AppealOpenVerb: Verb {
  public static let name = "review appeal open"
  public let person: String
  public let keyResult: String
  public let text: String
  public let evidence: String?
  public let period: String?

  public init(person: String, keyResult: String, text: String, evidence: String?, period: String?) {
    self.person = person
    self.keyResult = keyResult
    self.text = text
    self.evidence = evidence
    self.period = period
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("申诉需要说明。", "An appeal needs a text."), place: "--text",
        fix: Bilingual("写下漏记或需要更正的内容。", "Say what is missing or wrong."))
    }
    var connection = try workplace.connect("review")
    let run = try workplace.published(
      &connection, period: try period ?? PublishedRows.newestPeriod(&connection, ofKeyResult: keyResult))
    try workplace.note(&connection, Self.name, .person, [person])
    let share = try Self.share(&connection, run: run, person: person, keyResult: keyResult)
    let before = try AppealRecords.all(&connection)
    if let same = before.first(where: { $0.isOpen && $0.person == person && $0.keyResult == keyResult }) {
      throw Failure(
        .usage,
        Bilingual("这个份额已有未答复的申诉 \(same.id)。", "Appeal \(same.id) against this share is open already."),
        place: same.id,
        fix: Bilingual(
          "用 `fairshare review appeal add \(same.id) --text …` 补充。",
          "Add to it with `fairshare review appeal add \(same.id) --text ...`."))
    }
    let id = "A-" + String(UInt64.random(in: .min ... .max), radix: 36)
    let due = try AppealRecords.open(
      &connection,
      AppealRecords.Opening(
        id: id, person: person, keyResult: keyResult, text: text, evidence: evidence, share: share, run: run,
        answerDays: workplace.configuration.answerDays), by: connection.user)
    console.object(
      "appeal",
      [
        "appeal_id": .string(id), "share_before": .string(TextTable.Cell.exact(share)), "due_on": .string(due),
      ])
    console.say(
      Bilingual(
        "已提出申诉 \(id)，当时的份额是 \(TextTable.Cell.exact(share))",
        "appeal \(id) is open; the share at this time is \(TextTable.Cell.exact(share))"))
    console.say(
      Bilingual(
        "答复之前，这个份额标为“申诉处理中”，不再使用，相关提示也不显示。最迟 \(due) 答复。",
        "Until it is answered the share is marked as under appeal and not used, and findings about it are withheld. An answer is due by \(due)."
      ))
    return VerbResult(state: "opened")
  }

  /// The headline share of a person.
  static func share(
    _ connection: inout Connection, run: PublishedRun, person: String, keyResult: String
  ) throws -> Int64 {
    let rows = PublishedRows(run.run)
    let shares = try rows.shares(&connection, of: [keyResult])
    guard !shares.isEmpty else {
      throw PersonExplanation.missingKeyResult(keyResult, known: try rows.keyResults(&connection), run: run)
    }
    let own = shares.filter { $0.person == person }
    guard let share = own.first(where: { $0.model == .consensus }) ?? own.first(where: { $0.model == .evidence }) else {
      throw Failure(
        .notFound,
        Bilingual("成员 \(person) 不在关键结果 \(keyResult) 里。", "Person \(person) has no share in key result \(keyResult)."),
        place: "period \(run.period)",
        fix: Bilingual(
          "`fairshare explain key-result \(keyResult)` 列出其中的人。",
          "`fairshare explain key-result \(keyResult)` lists its people."))
    }
    return share.units
  }
}
