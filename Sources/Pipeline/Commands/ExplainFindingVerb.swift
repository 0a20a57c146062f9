internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare explain finding ID`: what it is about, the figures behind it, the reasons, and what was decided.
public struct ExplainFindingVerb: Verb {
  public static let name = "explain finding"
  public let finding: String
  public let period: String?

  public init(finding: String, period: String?) {
    self.finding = finding
    self.period = period
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("explain")
    let run = try workplace.published(&connection, period: period)
    let found = try FindingSearch.find(&connection, finding, run: run)
    try CaseRecords.open(&connection, finding: found.id, by: connection.user)
    try workplace.note(&connection, Self.name, .person, [found.person])
    let labels = try PublishedLabels(&connection, schema: workplace.configuration.sourceSchema, run: run)
    console.object(
      "finding",
      [
        "run_id": .string(run.run.text), "period": .string(run.period), "finding_id": .string(found.id),
        "kind": .string(found.kind), "person": .string(found.person), "name": .string(labels.name(found.person)),
        "key_result": .optional(found.keyResult), "probability": .number(found.probability),
        "expected_false_share": .number(found.expectedFalseShare), "state": .string(found.state),
        "reasons": JSONValue(parsing: found.reasons) ?? .string(found.reasons), "decision": .optional(found.decision),
        "decided_by": .optional(found.decidedBy), "decided_at": .optional(found.decidedAt),
        "stage": .string(found.stage), "comment_until": .optional(found.commentUntil),
        "is_under_appeal": .bool(found.isUnderAppeal),
      ])
    let kind = CommandWord.finding(found.kind)
    let name = labels.name(found.person)
    console.say(
      Bilingual(
        "\(found.id)：\(kind.chinese)，\(name)（\(found.person)）",
        "\(found.id): \(kind.english), \(name) (\(found.person))"))
    let probability = TextTable.Cell.probabilityText(found.probability)
    let falseShare = TextTable.Cell.probabilityText(found.expectedFalseShare)
    console.say(
      Bilingual(
        "概率 \(probability)，同样可能的提示中预期误报 \(falseShare)，状态 \(found.state)",
        "probability \(probability), expected false among those as probable \(falseShare), state \(found.state)"))
    if found.isUnderAppeal {
      console.say(
        Bilingual("  本人已申诉：答复之前不要使用", "  the person appeals: not to be used before there is an answer"))
    } else if let until = found.commentUntil, !found.isForLeaders, found.decision == nil {
      console.say(
        Bilingual("  本人意见期到 \(until)：之前管理者看不到", "  comment window until \(until): leaders do not see it before"))
    }
    for reason in Self.reasons(found.reasons) { console.say(Bilingual("  理由 \(reason)", "  reason \(reason)")) }
    if let keyResult = found.keyResult {
      let shares = try PublishedRows(run.run).shares(&connection, of: [keyResult]).filter { $0.person == found.person }
      var table = TextTable(columns: [
        .init("model", Bilingual("模型", "model")), .init("share", Bilingual("份额", "share"), isNumber: true),
      ])
      for model in ModelName.allCases {
        guard let share = shares.first(where: { $0.model == model }) else { continue }
        table.rows.append([.init(console.word(CommandWord.model(model)), .string(model.rawValue)), .units(share.units)])
      }
      console.gap()
      console.say(Bilingual(same: "\(labels.title(keyResult)) (\(keyResult))"))
      console.table(table, type: "model")
      console.gap()
    }
    if let decision = found.decision {
      console.say(
        Bilingual(
          "决定：\(decision)，\(found.decidedBy ?? "")，\(found.decidedAt ?? "")，理由：\(found.decisionReason ?? "")",
          "decided: \(decision) by \(found.decidedBy ?? "") at \(found.decidedAt ?? ""), because: \(found.decisionReason ?? "")"
        ))
    } else {
      console.say(
        Bilingual(
          "提示只是请人核对。下一步：`fairshare review decide \(found.id) --decision cleared --reason \"…\"`",
          "A prompt asks people to look. next: `fairshare review decide \(found.id) --decision cleared --reason \"...\"`"
        ))
    }
    return VerbResult(state: "explained")
  }

  /// Codes and figures of the reasons, one text each; texts and objects are both read.
  static func reasons(_ json: String) -> [String] {
    guard case .array(let values)? = JSONValue(parsing: json) else { return [] }
    return values.map { value in
      switch value {
      case .string(let code): code
      case .object(let members):
        members.map { "\($0.name) \($0.value.string ?? $0.value.text)" }.joined(separator: ", ")
      default: value.text
      }
    }
  }
}
