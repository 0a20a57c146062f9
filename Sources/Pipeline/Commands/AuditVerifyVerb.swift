internal import Postgres
internal import Reporting
internal import Store

/// `fairshare audit verify`: whether decisions, appeals and audit events are still as people wrote them.
public struct AuditVerifyVerb: Verb {
  public static let name = "audit verify"
  /// A digest noted earlier, for example from a printed report.
  public let anchor: String?

  public init(anchor: String?) { self.anchor = anchor }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("audit")
    try Migrator().requireCurrent(&connection)
    var faults = try DecisionChain.faults(&connection)
    let head = try DecisionChain.head(&connection, anchor: anchor?.lowercased())
    if let head, !head.holdsAnchor { faults.append(DecisionChain.Fault(kind: "anchor_missing", key: anchor)) }
    console.object(
      "chain",
      [
        "entries": .integer(head?.number ?? 0), "digest": .optional(head?.digest), "faults": .integer(faults.count),
      ])
    guard !faults.isEmpty else {
      console.say(
        Bilingual(
          "\(head?.number ?? 0) 条记录，前后相接，没有改动。摘要 \(head?.digest ?? "")",
          "\(head?.number ?? 0) entries, an unbroken chain. digest \(head?.digest ?? "")"))
      return VerbResult(state: "intact")
    }
    var table = TextTable(columns: [
      .init("fault", Bilingual("问题", "fault"), isFlexible: true),
      .init("number", Bilingual("序号", "number"), isNumber: true),
      .init("table", Bilingual("表", "table")), .init("key", Bilingual("行", "row")),
    ])
    for fault in faults {
      table.rows.append([
        .init(console.word(Self.word(fault.kind)), .string(fault.kind)),
        .init(fault.number.map { "\($0)" } ?? "–", fault.number.map { .integer($0) } ?? .null),
        .init(fault.table ?? "–", .optional(fault.table)), .init(fault.key ?? "–", .optional(fault.key)),
      ])
    }
    console.table(table, type: "fault")
    throw Failure(
      .auditBroken,
      Bilingual("决定记录被人改动过：\(faults.count) 处。", "The record of decisions was tampered with: \(faults.count) places."),
      place: "fairshare.decision_log",
      why: Bilingual(
        "有人绕过本程序改了表，或停用了触发器。", "Somebody changed the tables behind the program's back, or with triggers disabled."),
      fix: Bilingual(
        "保存现状，查看谁有超级用户权限，与备份对照。",
        "Keep the database as it is, see who has superuser rights, and compare with a backup."))
  }

  private static func word(_ fault: String) -> Bilingual {
    switch fault {
    case "entry_edited": Bilingual("链中的一条被改过", "an entry of the chain was edited")
    case "entry_missing": Bilingual("之前缺一条", "the entry before it is missing")
    case "chain_broken": Bilingual("与前一条接不上", "does not follow the entry before it")
    case "head_differs": Bilingual("链尾被剪掉或改过", "the end of the chain was cut off or edited")
    case "table_unknown": Bilingual("所指的表不再受查", "its table is no longer checked")
    case "row_edited": Bilingual("内容被改过", "the row was edited")
    case "row_missing": Bilingual("内容被删掉", "the row was removed")
    case "row_unlogged": Bilingual("来历不明，没有登记", "the row was put in without being chained")
    case "anchor_missing": Bilingual("链里没有这个摘要", "the chain does not hold this digest")
    default: Bilingual(same: fault)
    }
  }
}
