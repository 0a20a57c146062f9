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
    try Visibility.requireReviewer(&connection, place: Self.name)
    let findings = try PublishedRows(run.run).findings(&connection).filter {
      showsAll || ($0.state == "flag" && $0.decision == nil)
    }
    let appeals = try AppealRecords.all(&connection).filter { showsAll || $0.isOpen }
    try workplace.note(
      &connection, Self.name, .person, Set(findings.map(\.person) + appeals.map(\.person)).sorted())
    let labels = try PublishedLabels(&connection, schema: workplace.configuration.sourceSchema, run: run)
    var table = TextTable(columns: [
      .init("finding_id", Bilingual("提示", "finding")), .init("kind", Bilingual("内容", "about")),
      .init("person", Bilingual("编号", "person")), .init("name", Bilingual("姓名", "name"), isFlexible: true),
      .init("key_result", Bilingual("关键结果", "key result")),
      .init("probability", Bilingual("概率", "probability"), isNumber: true),
      .init("expected_false_share", Bilingual("预期误报", "expected false"), isNumber: true),
      .init("state", Bilingual("状态", "state")), .init("stage", Bilingual("进度", "stage")),
      .init("decision", Bilingual("决定", "decision")), .init("comment_until", Bilingual("意见期到", "comments until")),
      .init("is_under_appeal", Bilingual("申诉中", "appealed")),
    ])
    for finding in findings {
      table.rows.append([
        .init(finding.id), .init(console.word(CommandWord.finding(finding.kind)), .string(finding.kind)),
        .init(finding.person), .init(labels.name(finding.person)),
        .init(finding.keyResult ?? "–", .optional(finding.keyResult)), .probability(finding.probability),
        .probability(finding.expectedFalseShare),
        .init(console.word(WorkbookWord.state(finding.state)), .string(finding.state)),
        .init(console.word(CommandWord.stage(finding.stage)), .string(finding.stage)),
        .init(finding.decision.map { console.word(WorkbookWord.state($0)) } ?? "–", .optional(finding.decision)),
        .init(finding.commentUntil ?? "–", .optional(finding.commentUntil)),
        .init(finding.isUnderAppeal ? "*" : "", .bool(finding.isUnderAppeal)),
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
    if !appeals.isEmpty {
      console.gap()
      AppealTable.show(appeals, console)
    }
    for stamp in try CaseRecords.rubberStamps(&connection) { Self.warn(stamp, console) }
    return VerbResult(state: findings.isEmpty ? "empty" : "listed")
  }

  /// Oversight must be real: told to whoever looks at the list.
  static func warn(_ stamp: CaseRecords.RubberStamp, _ console: Console) {
    console.object(
      "rubber_stamp_notice",
      [
        "reviewer": .string(stamp.reviewer), "reviews": .integer(stamp.reviews),
        "quick_confirmed": .integer(stamp.quick),
      ])
    console.say(
      Bilingual(
        "提醒：\(stamp.reviewer) 的 \(stamp.reviews) 次复核中有 \(stamp.quick) 次在 10 秒内确认。请换人复核，并给足时间。",
        "notice: \(stamp.reviewer) confirmed \(stamp.quick) of \(stamp.reviews) within 10 seconds each. Let somebody else review, with time."
      ))
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

  public static let decisions = ["confirmed", "cleared", "not_judged"]

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard Self.decisions.contains(decision) else {
      throw Failure.unknown(
        decision, of: Self.decisions, "--decision",
        Bilingual("没有“\(decision)”这种决定。", "There is no decision \"\(decision)\"."),
        meaning: Bilingual(
          "confirmed 是确认，cleared 是解除，not_judged 是暂不判断。",
          "confirmed: the record needs a correction; cleared: there is a good reason; not_judged: too little data."))
    }
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("决定需要理由。", "A decision needs a reason."), place: "--reason",
        fix: Bilingual("写一句别人看得懂的理由。", "Give one sentence that others can follow."))
    }
    var connection = try workplace.connect("review")
    let run = try workplace.published(&connection, period: period)
    try Visibility.requireReviewer(&connection, place: Self.name)
    let found = try FindingSearch.find(&connection, finding, run: run)
    let actor = connection.user
    guard try found.person != Reviewer.person(&connection, login: actor, workplace.configuration) else {
      throw Failure(
        .gateRefused,
        Bilingual("不能复核与自己有关的提示。", "Nobody reviews a finding that concerns themselves."), place: found.id,
        fix: Bilingual("请另一位同事复核；你可以提出申诉。", "Ask a colleague to review it; you may appeal."))
    }
    let gate = try CaseRecords.decide(
      &connection, finding: found.id, by: actor, decision: decision, reason: reason)
    guard gate != .sameReviewer else {
      throw Failure(
        .gateRefused, Bilingual("你已经确认过了；确认需要两个人。", "You have confirmed it before; two people confirm."),
        place: found.id, fix: Bilingual("请另一位同事复核。", "Ask a colleague to review it."))
    }
    if case .samePerson(let login) = gate {
      throw Failure(
        .samePerson,
        Bilingual(
          "你已经用另一个登录名确认过了；确认需要两个人，不是两个登录名。",
          "You have confirmed it before with another login; two people confirm, not two logins."), place: found.id,
        why: Bilingual(
          "登录名 \(login) 已确认过；按 fairshare.logins 或 person_aliases，它和 \(actor) 是同一个人。",
          "Login \(login) has confirmed it; by fairshare.logins or person_aliases it is the same person as \(actor)."),
        fix: Bilingual(
          "请另一位同事复核；如果这两个登录名属于两个人，请管理员更正 fairshare.logins。",
          "Ask a colleague to review it; if the logins belong to two people, an administrator corrects fairshare.logins."
        ))
    }
    let stage = gate == .decided ? "decided" : "reviewed"
    console.object(
      "decision",
      [
        "finding_id": .string(found.id), "decision": .string(decision), "decided_by": .string(actor),
        "stage": .string(stage),
      ])
    console.say(Bilingual("已记下：\(found.id) \(decision)", "noted: \(found.id) \(decision)"))
    if gate == .reviewed {
      console.say(
        Bilingual("还需要第二个人确认，决定才生效。", "A second person must confirm before the decision stands."))
    } else {
      console.say(
        Bilingual(
          "之后的运行会尊重这个决定；它不能更改，只能再写一条。", "Later runs respect it; it cannot be changed, only followed by another."))
    }
    for stamp in try CaseRecords.rubberStamps(&connection) where stamp.reviewer == actor {
      ReviewListVerb.warn(stamp, console)
    }
    return VerbResult(state: stage)
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
    throw Failure(
      .notFound, Bilingual("周期 \(run.period) 的结果里没有提示 \(id)。", "There is no finding \(id) in period \(run.period)."),
      why: Failure.nearest(to: id, among: all.map(\.id)),
      fix: Bilingual("`fairshare review list --all` 列出所有提示。", "`fairshare review list --all` lists every finding."))
  }
}
