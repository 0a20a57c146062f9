internal import Postgres
internal import Reporting
internal import Store

/// `fairshare hold --all|--period|--person|--key-result`: readers other than HR see nothing of it, from the next statement on.
public struct HoldVerb: Verb {
  public static let name = "hold"
  public let isEverything: Bool
  public let period: String?
  public let person: String?
  public let keyResult: String?
  public let reason: String?
  public let isRelease: Bool
  public let isList: Bool

  public init(
    isEverything: Bool, period: String?, person: String?, keyResult: String?, reason: String?, isRelease: Bool,
    isList: Bool
  ) {
    self.isEverything = isEverything
    self.period = period
    self.person = person
    self.keyResult = keyResult
    self.reason = reason
    self.isRelease = isRelease
    self.isList = isList
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("hold")
    if isList {
      try Migrator().requireCurrent(&connection)
      let holds = try HoldRecords.all(&connection)
      if holds.isEmpty {
        console.say(Bilingual("没有暂停。", "Nothing is on hold."))
      } else {
        Self.show(holds, console)
      }
      return VerbResult(state: holds.isEmpty ? "empty" : "listed")
    }
    let scope = try scope()
    guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("需要理由。", "A reason is needed."), place: "--reason",
        fix: Bilingual("写一句别人看得懂的理由。", "Give one sentence that others can follow."))
    }
    try Migrator().requireCurrent(&connection)
    let actor = connection.user
    let isDone =
      isRelease
      ? try HoldRecords.release(&connection, scope, by: actor, reason: reason)
      : try HoldRecords.place(
        &connection, id: "H-" + String(UInt64.random(in: .min ... .max), radix: 36), scope, by: actor, reason: reason)
    let subject = scope.subject.isEmpty ? scope.name : "\(scope.name) \(scope.subject)"
    guard isDone else {
      throw Failure(
        .notFound,
        isRelease
          ? Bilingual("\(subject) 没有被暂停。", "\(subject) is not on hold.")
          : Bilingual("\(subject) 已经被暂停。", "\(subject) is on hold already."),
        fix: Bilingual("`fairshare hold --list` 列出现有的暂停。", "`fairshare hold --list` lists the holds in force."))
    }
    console.object(
      "hold", ["scope": .string(scope.name), "subject": .string(scope.subject), "is_released": .bool(isRelease)])
    if isRelease {
      console.say(Bilingual("已解除：\(subject)", "released: \(subject)"))
    } else {
      console.say(
        Bilingual(
          "已暂停：\(subject)。除人力外，读者从现在起看不到。", "on hold: \(subject). From now on readers other than HR see nothing of it.")
      )
      warn(scope, &connection, console)
      console.remark(
        Bilingual(
          "已经写成文件的报告不会消失：请一并收回。", "Pages that were written before do not vanish: take them back, too."))
    }
    return VerbResult(state: isRelease ? "released" : "held")
  }

  /// A hold may come before the first run of its subject, but a mistyped id would protect nobody in silence.
  private func warn(_ scope: HoldRecords.Scope, _ connection: inout Connection, _ console: Console) {
    guard scope != .all, let run = try? PublishedRun.find(&connection, period: nil) else { return }
    let known: [String]? =
      switch scope {
      case .all: nil
      case .period: try? PublishedRun.periods(&connection)
      case .person: try? PublishedRows(run.run).people(&connection)
      case .keyResult: try? PublishedRows(run.run).keyResults(&connection).map(\.id)
      }
    guard let known, !known.contains(scope.subject) else { return }
    let near = Failure.nearest(to: scope.subject, among: known)
    console.say(
      Bilingual(
        "注意：最近发布的结果里没有 \(scope.subject)。\(near?.chinese ?? "")如果写错了，请解除后重新暂停。",
        "note: the newest published results hold no \(scope.subject). \(near.map { $0.english + " " } ?? "")If it is "
          + "mistyped, release it and place the hold again."))
  }

  private func scope() throws -> HoldRecords.Scope {
    let given: [HoldRecords.Scope] =
      (isEverything ? [.all] : [])
      + [period.map { .period($0) }, person.map { .person($0) }, keyResult.map { .keyResult($0) }].compactMap(\.self)
    guard given.count == 1, let scope = given.first, scope == .all || !scope.subject.isEmpty else {
      throw Failure(
        .usage, Bilingual("请说明暂停什么。", "Say what to hold."), place: "hold",
        fix: Bilingual(
          "--all、--period、--person、--key-result 中恰好选一个。", "Give exactly one of --all, --period, --person, --key-result."
        ))
    }
    return scope
  }

  static func show(_ holds: [HoldRecords.Hold], _ console: Console) {
    var table = TextTable(columns: [
      .init("hold_id", Bilingual("暂停", "hold")), .init("scope", Bilingual("范围", "scope")),
      .init("subject", Bilingual("对象", "subject")), .init("placed_at", Bilingual("时间（UTC）", "placed (UTC)")),
      .init("placed_by", Bilingual("操作人", "by")), .init("reason", Bilingual("理由", "reason"), isFlexible: true),
    ])
    for hold in holds {
      table.rows.append([
        .init(hold.id), .init(hold.scope), .init(hold.subject.isEmpty ? "–" : hold.subject, .string(hold.subject)),
        .init(hold.placedAt), .init(hold.placedBy), .init(hold.reason),
      ])
    }
    console.table(table, type: "hold")
  }
}
