internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare review list`: findings of the published run with the newest decision on each, and appeals.
public struct ReviewListVerb: Verb {
  public static let name = "review list"
  public let period: String?
  public let showsAll: Bool

  public init(period: String?, showsAll: Bool) {
    self.period = period
    self.showsAll = showsAll
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("review")
    let run = try workplace.published(&connection, period: period)
    let findings = try PublishedRows(run.run).findings(&connection).filter {
      showsAll || ($0.state == "flag" && $0.decision == nil)
    }
    let labels = try PublishedLabels(&connection, schema: workplace.configuration.sourceSchema, run: run)
    var table = TextTable(columns: [
      .init("finding_id", Bilingual("提示", "finding")), .init("kind", Bilingual("内容", "about")),
      .init("person", Bilingual("编号", "person")), .init("name", Bilingual("姓名", "name"), isFlexible: true),
      .init("key_result", Bilingual("关键结果", "key result")),
      .init("probability", Bilingual("概率", "probability"), isNumber: true),
      .init("expected_false_share", Bilingual("预期误报", "expected false"), isNumber: true),
      .init("state", Bilingual("状态", "state")), .init("decision", Bilingual("决定", "decision")),
    ])
    for finding in findings {
      table.rows.append([
        .init(finding.id), .init(console.word(CommandWord.finding(finding.kind)), .string(finding.kind)),
        .init(finding.person), .init(labels.name(finding.person)),
        .init(finding.keyResult ?? "–", .optional(finding.keyResult)), .percent(finding.probability),
        .percent(finding.expectedFalseShare), .init(finding.state),
        .init(finding.decision ?? "–", .optional(finding.decision)),
      ])
    }
    console.remark(
      Bilingual("提示只是请人核对，不是结论。", "A prompt asks people to look; it is not a finding of fact."))
    if findings.isEmpty {
      console.say(Bilingual("周期 \(run.period) 没有待处理的提示。", "No open prompt in period \(run.period)."))
    } else {
      console.table(table, type: "finding")
      console.gap()
      console.say(
        Bilingual("下一步：`fairshare explain finding 提示编号`", "next: `fairshare explain finding FINDING`"))
    }
    appeals(try ReviewRecords.appeals(&connection).filter { showsAll || $0.answer == nil }, console)
    return VerbResult(state: findings.isEmpty ? "empty" : "listed")
  }

  private func appeals(_ appeals: [ReviewRecords.Appeal], _ console: Console) {
    guard !appeals.isEmpty else { return }
    var table = TextTable(columns: [
      .init("appeal_id", Bilingual("申诉", "appeal")), .init("person", Bilingual("编号", "person")),
      .init("key_result", Bilingual("关键结果", "key result")), .init("opened_at", Bilingual("提出（UTC）", "opened (UTC)")),
      .init("share_before", Bilingual("当时份额", "share then"), isNumber: true),
      .init("text", Bilingual("内容", "text"), isFlexible: true),
      .init("answer", Bilingual("答复", "answer"), isFlexible: true),
    ])
    for appeal in appeals {
      table.rows.append([
        .init(appeal.id), .init(appeal.person), .init(appeal.keyResult), .init(appeal.openedAt), .units(appeal.before),
        .init(appeal.text), .init(appeal.answer ?? "–", .optional(appeal.answer)),
      ])
    }
    console.gap()
    console.table(table, type: "appeal")
  }
}

/// `fairshare review decide FINDING --decision cleared --reason "..."`: what a person concluded, kept for good.
public struct ReviewDecideVerb: Verb {
  public static let name = "review decide"
  public let finding: String
  public let decision: String
  public let reason: String
  public let period: String?

  public init(finding: String, decision: String, reason: String, period: String?) {
    self.finding = finding
    self.decision = decision
    self.reason = reason
    self.period = period
  }

  static let decisions = ["confirmed", "cleared", "not_judged"]

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard Self.decisions.contains(decision) else {
      let near = Nearest.of(decision, among: Self.decisions)
      throw Failure(
        .usage, Bilingual("没有“\(decision)”这种决定。", "There is no decision \"\(decision)\"."),
        place: "--decision \(decision)",
        fix: Bilingual(
          "使用 confirmed、cleared 或 not_judged\(near.map { "；是不是 \($0)？" } ?? "。")",
          "Use confirmed, cleared or not_judged\(near.map { "; did you mean \($0)?" } ?? ".")"))
    }
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("决定需要理由。", "A decision needs a reason."), place: "--reason",
        fix: Bilingual("写一句别人看得懂的理由。", "Give one sentence that others can follow."))
    }
    var connection = try workplace.connect("review")
    let run = try workplace.published(&connection, period: period)
    let found = try FindingSearch.find(&connection, finding, run: run)
    try ReviewRecords.decide(&connection, finding: found.id, by: connection.user, decision: decision, reason: reason)
    console.object(
      "decision",
      [
        "finding_id": .string(found.id), "decision": .string(decision), "decided_by": .string(connection.user),
      ])
    console.say(Bilingual("已记下：\(found.id) \(decision)", "noted: \(found.id) \(decision)"))
    console.say(
      Bilingual("之后的运行会尊重这个决定；它不能更改，只能再写一条。", "Later runs respect it; it cannot be changed, only followed by another."))
    return VerbResult(state: "decided")
  }
}

enum FindingSearch {
  /// A finding of the published run.
  ///
  /// - Throws: `Failure` with code `notFound`, naming the nearest id.
  static func find(
    _ connection: inout Connection, _ id: String, run: PublishedRun
  ) throws -> PublishedRows.Finding {
    let all = try PublishedRows(run.run).findings(&connection)
    if let found = all.first(where: { $0.id == id }) { return found }
    let near = Nearest.of(id, among: all.map(\.id))
    throw Failure(
      .notFound, Bilingual("周期 \(run.period) 的结果里没有提示 \(id)。", "There is no finding \(id) in period \(run.period)."),
      why: near.map { Bilingual("最接近的是 \($0)。", "The nearest is \($0).") },
      fix: Bilingual("`fairshare review list --all` 列出所有提示。", "`fairshare review list --all` lists every finding."))
  }
}

/// `fairshare review appeal PERSON --key-result ID --text "..."`: a member asks for a correction; the share of that moment is kept.
public struct ReviewAppealVerb: Verb {
  public static let name = "review appeal"
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
    let share = try Self.share(&connection, run: run, person: person, keyResult: keyResult)
    let id = "A-" + String(UInt64.random(in: .min ... .max), radix: 36)
    try ReviewRecords.open(
      &connection, id: id, person: person, keyResult: keyResult, text: text, evidence: evidence, share: share,
      by: connection.user)
    console.object("appeal", ["appeal_id": .string(id), "share_before": .string(TextTable.Cell.exact(share))])
    console.say(
      Bilingual(
        "已提出申诉 \(id)，当时的份额是 \(TextTable.Cell.exact(share))",
        "appeal \(id) is open; the share at this time is \(TextTable.Cell.exact(share))"))
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

/// `fairshare review answer APPEAL --text "..."`: answers an appeal once, with the share as it is now.
public struct ReviewAnswerVerb: Verb {
  public static let name = "review answer"
  public let appeal: String
  public let text: String

  public init(appeal: String, text: String) {
    self.appeal = appeal
    self.text = text
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("review")
    try Migrator().requireCurrent(&connection)
    let open = try ReviewRecords.appeals(&connection).filter { $0.answer == nil }
    guard let found = open.first(where: { $0.id == appeal }) else {
      let near = Nearest.of(appeal, among: open.map(\.id))
      throw Failure(
        .notFound, Bilingual("没有未答复的申诉 \(appeal)。", "There is no open appeal \(appeal)."),
        why: near.map { Bilingual("最接近的是 \($0)。", "The nearest is \($0).") },
        fix: Bilingual("`fairshare review list` 列出未答复的申诉。", "`fairshare review list` lists open appeals."))
    }
    let period = try PublishedRows.newestPeriod(&connection, ofKeyResult: found.keyResult)
    var share: Int64?
    if let period {
      let run = try workplace.published(&connection, period: period)
      share = try? ReviewAppealVerb.share(&connection, run: run, person: found.person, keyResult: found.keyResult)
    }
    guard try ReviewRecords.answer(&connection, id: appeal, text: text, by: connection.user, share: share) else {
      throw Failure(
        .notFound, Bilingual("申诉 \(appeal) 刚刚被别人答复了。", "Appeal \(appeal) was answered by somebody else just now."),
        fix: Bilingual("`fairshare review list --all` 看看答复。", "`fairshare review list --all` shows the answer."))
    }
    console.object("answer", ["appeal_id": .string(appeal), "share_after": .optional(share.map(TextTable.Cell.exact))])
    console.say(Bilingual("已答复申诉 \(appeal)", "appeal \(appeal) is answered"))
    return VerbResult(state: "answered")
  }
}
