internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare explain key-result ID`: everybody's share of one key result under every model, and how it was judged.
public struct ExplainKeyResultVerb: Verb {
  public static let name = "explain key-result"
  public let keyResult: String
  public let period: String?

  public init(keyResult: String, period: String?) {
    self.keyResult = keyResult
    self.period = period
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("explain")
    let run = try workplace.published(
      &connection, period: try period ?? PublishedRows.newestPeriod(&connection, ofKeyResult: keyResult))
    let rows = PublishedRows(run.run)
    let known = try rows.keyResults(&connection)
    guard let row = known.first(where: { $0.id == keyResult }) else {
      throw PersonExplanation.missingKeyResult(keyResult, known: known, run: run)
    }
    try workplace.note(&connection, Self.name, .keyResult, [keyResult])
    let shares = try rows.shares(&connection, of: [keyResult])
    let labels = try PublishedLabels(&connection, schema: workplace.configuration.sourceSchema, run: run)
    head(row, title: labels.title(keyResult), run: run, console)
    let models = ModelName.allCases.filter { model in shares.contains { $0.model == model } }
    let headline = models.contains(.consensus) ? ModelName.consensus : .evidence
    var table = TextTable(
      columns: [
        .init("person", Bilingual("编号", "person")), .init("name", Bilingual("姓名", "name"), isFlexible: true),
      ] + models.map { .init($0.rawValue, CommandWord.model($0), isNumber: true) })
    let byPerson = Dictionary(grouping: shares, by: \.person)
    func units(_ person: String, _ model: ModelName) -> Int64 {
      byPerson[person]?.first { $0.model == model }?.units ?? 0
    }
    // By share inside one key result, for those who may see it; ties by id.
    let order = byPerson.keys.sorted { left, right in
      let (a, b) = (units(left, headline), units(right, headline))
      return a == b ? left.utf8.lexicographicallyPrecedes(right.utf8) : a > b
    }
    for person in order {
      table.rows.append(
        [.init(person), .init(labels.name(person))]
          + models.map { model in
            let value = units(person, model)
            return console.isJSON
              ? .units(value) : .init(TextTable.Cell.percentText(Double(value) / Double(ShareUnits.one)))
          })
    }
    console.gap()
    console.table(table, type: "person")
    console.gap()
    console.say(
      Bilingual(
        "下一步：`fairshare explain person 编号 --key-result \(keyResult)`",
        "next: `fairshare explain person ID --key-result \(keyResult)`"))
    return VerbResult(state: row.isJudged ? "judged" : "not_judged")
  }

  private func head(_ row: PublishedRows.KeyResult, title: String, run: PublishedRun, _ console: Console) {
    console.object(
      "key_result",
      [
        "run_id": .string(run.run.text), "period": .string(run.period), "key_result": .string(row.id),
        "title": .string(title), "kind": .string(row.kind.rawValue), "value": .optional(row.value),
        "attainment": .optional(row.attainment), "coverage": .optional(row.coverage),
        "disagreement": .optional(row.disagreement), "people": .integer(row.people), "is_judged": .bool(row.isJudged),
        "reason": .optional(row.reason),
      ])
    func percent(_ value: Double?) -> String { value.map { TextTable.Cell.percentText($0) } ?? "–" }
    let value = row.value.map { JSONValue.number(($0 * 1000).rounded() / 1000).text } ?? "–"
    console.say("\(title) (\(row.id), \(row.kind.rawValue))")
    console.say(
      Bilingual(
        "周期 \(run.period)  价值 \(value)  达成 \(percent(row.attainment))  证据覆盖 \(percent(row.coverage))  \(row.people) 人",
        "period \(run.period)  value \(value)  attainment \(percent(row.attainment))  coverage \(percent(row.coverage))  "
          + "\(row.people) people"))
    if let reason = row.reason { console.say(Bilingual("  说明：\(reason)", "  note: \(reason)")) }
  }
}
