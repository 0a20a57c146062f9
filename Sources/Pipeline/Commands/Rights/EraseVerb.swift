internal import Postgres
internal import Reporting
internal import Store

/// `fairshare erase person ID --reason "..." --confirm ID`: a tombstone in the person's place, and a proof.
public struct EraseVerb: Verb {
  public static let name = "erase person"
  public let person: String
  public let reason: String
  /// The id typed again; nothing happens without it.
  public let confirmation: String?

  public init(person: String, reason: String, confirmation: String?) {
    self.person = person
    self.reason = reason
    self.confirmation = confirmation
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("需要理由。", "A reason is needed."), place: "--reason",
        fix: Bilingual("写一句别人看得懂的理由，不要写姓名。", "Give one sentence that others can follow, without a name."))
    }
    guard confirmation == person else {
      throw Failure(
        .erasureRefused, Bilingual("删除不可恢复，需要再输入一次编号。", "An erasure cannot be undone; type the id again."),
        place: "--confirm", fix: Bilingual("加上 --confirm \(person)。", "Add --confirm \(person)."))
    }
    var connection = try workplace.connect("erase")
    try Migrator().requireCurrent(&connection)
    if let open = try AppealRecords.all(&connection).first(where: { $0.isOpen && $0.person == person }) {
      throw Failure(
        .erasureRefused, Bilingual("这个人还有未答复的申诉。", "An appeal of this person is open."), place: open.id,
        fix: Bilingual("先答复申诉。", "Answer the appeal first."))
    }
    if let active = try RunRegistry.standStill(
      &connection, whyHeld: "somebody was erased before this one was released")
    {
      throw Failure(
        .runActive,
        Bilingual(
          "周期 \(active) 的运行正在进行，它已经读到了这个人。",
          "A run of period \(active) is active, and may have read the person already."),
        fix: Bilingual("等它结束再删除。", "Erase once it has ended."))
    }
    var erasure = Erasure(person: person)
    let schema = workplace.configuration.sourceSchema
    guard try erasure.perform(&connection, schema: schema, by: connection.user, reason: reason) else {
      throw Failure(
        .notFound, Bilingual("没有这个编号的人。", "Nobody has this id."), place: person,
        fix: Bilingual("检查编号的拼写。", "Check the spelling of the id."))
    }
    var table = TextTable(columns: [
      .init("table", Bilingual("表", "table")), .init("rows", Bilingual("行", "rows"), isNumber: true),
    ])
    for count in erasure.counts where count.rows > 0 { table.rows.append([.init(count.table), .count(count.rows)]) }
    console.object(
      "erasure",
      [
        "proof_id": .string(erasure.proof), "tombstone": .string(erasure.tombstone),
        "leaves_source": .bool(erasure.leavesSource),
      ])
    console.table(table, type: "changed")
    console.say(
      Bilingual(
        "已用 \(erasure.tombstone) 取代此人；其他人的份额没有变化。证明 \(erasure.proof)",
        "\(erasure.tombstone) stands in the person's place; nobody else's share changed. proof \(erasure.proof)"))
    if erasure.leavesSource {
      console.say(
        Bilingual(
          "来源 \(schema) 是公司自己的表，没有改动：请在那里也删除，否则下次运行会再次出现。",
          "The source \(schema) holds the company's own tables and was not touched: erase there, too, or the next run brings the id back."
        ))
    }
    return VerbResult(state: "erased")
  }
}
