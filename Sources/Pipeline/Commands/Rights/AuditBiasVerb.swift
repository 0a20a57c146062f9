internal import Postgres
internal import Reporting
internal import Store

/// `fairshare audit bias --attributes FILE.csv`: rates and impact ratios by lawful attributes that no model ever reads.
public struct AuditBiasVerb: Verb {
  public static let name = "audit bias"
  public let file: String
  public let period: String?
  public let leavesOutSmall: Bool

  public init(file: String, period: String?, leavesOutSmall: Bool) {
    self.file = file
    self.period = period
    self.leavesOutSmall = leavesOutSmall
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let attributes = try AttributeFile(file)
    var connection = try workplace.connect("audit")
    // The attributes stay on this side: the session could not even write them.
    try connection.begin(.repeatableRead, readOnly: true)
    let run = try workplace.published(&connection, period: period)
    let people = try FairnessRecord.all(&connection, run: run.run)
    try connection.rollback()
    try workplace.note(&connection, Self.name, .company, [run.period])
    let audit = BiasAudit(people, attributes, leavesOutSmall: leavesOutSmall)
    let scored = Set(people.map(\.person))
    let strangers = attributes.people.count { !scored.contains($0) }
    console.object(
      "bias_audit",
      [
        "run_id": .string(run.run.text), "period": .string(run.period), "people": .integer(audit.people),
        "median": .number(audit.median), "not_scored": .integer(strangers),
      ])
    console.say(
      Bilingual(
        "周期 \(run.period)，\(audit.people) 人；文件里另有 \(strangers) 人没有份额。属性不会保存，模型也读不到。",
        "period \(run.period), \(audit.people) people; \(strangers) more in the file have no share. The attributes are not kept and no model reads them."
      ))
    Self.show(audit, console)
    console.say(
      Bilingual(
        "比值低于 0.8 是提醒，不是结论：同时看 p（Holm 校正）和人数。",
        "A ratio below 0.8 is a notice, not a finding: look at p (after Holm) and n, too."))
    return VerbResult(state: audit.rows.contains { $0.verdict == .look } ? "look" : "clear")
  }

  static func show(_ audit: BiasAudit, _ console: Console) {
    var unknown = TextTable(columns: [
      .init("attribute", Bilingual("属性", "attribute")),
      .init("unknown", Bilingual("未知人数", "unknown"), isNumber: true),
    ])
    for attribute in audit.attributes { unknown.rows.append([.init(attribute.name), .count(attribute.unknown)]) }
    var table = TextTable(columns: [
      .init("measure", Bilingual("比较", "measure")), .init("attribute", Bilingual("属性", "attribute")),
      .init("group", Bilingual("组", "group"), isFlexible: true), .init("people", Bilingual("人数", "n"), isNumber: true),
      .init("rate", Bilingual("比例", "rate"), isNumber: true), .init("ratio", Bilingual("比值", "ratio"), isNumber: true),
      .init("p_holm", Bilingual("p（Holm）", "p (Holm)"), isNumber: true),
      .init("verdict", Bilingual("结果", "result")),
    ])
    for row in audit.rows {
      let isShown = row.verdict != .suppressed
      table.rows.append([
        .init(console.word(RightsWord.measure(row.measure)), .string(row.measure.rawValue)), .init(row.attribute),
        .init(row.group), isShown ? .count(row.people) : .init("–", .null), .percent(row.rate), number(row.ratio),
        number(row.probability), .init(console.word(RightsWord.verdict(row.verdict)), .string(row.verdict.rawValue)),
      ])
    }
    console.table(unknown, type: "attribute")
    console.gap()
    console.table(table, type: "group")
  }

  /// Three decimals for people, all of them under `--json`.
  private static func number(_ value: Double?) -> TextTable.Cell {
    guard let value else { return .init("–", .null) }
    let text = value < 0.0005 ? "<0.001" : JSONValue.number((value * 1000).rounded() / 1000).text
    return .init(value == 0 ? "0" : text, .number(value))
  }
}
