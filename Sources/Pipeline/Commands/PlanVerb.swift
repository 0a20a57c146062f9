internal import Contribution
internal import Glibc
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare plan`: what a run would score and whether it would change anything, without writing to the database.
public struct PlanVerb: Verb {
  public static let name = "plan"
  public let period: String
  public let file: String?
  public let hasDetailedExitCode: Bool

  public init(period: String, file: String?, hasDetailedExitCode: Bool) {
    self.period = period
    self.file = file
    self.hasDetailedExitCode = hasDetailedExitCode
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    Interruption.watch()
    let plan = try RunPlan(workplace, period: period)
    console.object(
      "plan",
      [
        "period": .string(period), "action": .string(plan.isUnchanged ? "nothing" : "publish"), "plan": plan.json,
      ])
    let count = TextTable.Cell.grouped
    console.say(
      Bilingual(
        "周期 \(period)（\(plan.firstDay) 至 \(plan.lastDay)）：\(count(plan.keyResults)) 个关键结果，\(count(plan.people)) 人",
        "period \(period) (\(plan.firstDay) to \(plan.lastDay)): \(count(plan.keyResults)) key results, \(count(plan.people)) people"
      ))
    let rows = plan.rowCounts.map { "\($0.table.rawValue) \(count($0.rows))" }
    console.say(
      Bilingual("  输入 \(rows.joined(separator: "、"))", "  input \(rows.joined(separator: ", "))"))
    console.say(
      Bilingual("  会被隔离 \(count(plan.setAside)) 行", "  would set aside \(count(plan.setAside)) rows while reading"))
    console.say(plan.changes.sentence)
    for change in plan.changes.rows where change.kind != .same {
      console.object(
        "key_result",
        [
          "key_result": .string(change.keyResult), "change": .string(change.kind.rawValue),
          "was_judged": change.wasJudged.map { .bool($0) } ?? .null,
        ])
      console.detail(
        Bilingual(
          "  \(change.kind.word.chinese) \(change.keyResult)", "  \(change.kind.word.english) \(change.keyResult)"))
    }
    for reason in plan.reasons { console.say(Bilingual("  变化：\(reason.chinese)", "  change: \(reason.english)")) }
    if plan.isUnchanged {
      console.say(
        Bilingual("  与已发布的运行相比没有变化：不会发布", "  nothing differs from the published run: nothing would be published"))
    }
    if let file {
      try Self.write(plan.json.text + "\n", to: file)
      console.say(
        Bilingual(
          "下一步：`fairshare run --period \(period) --plan \(file)`",
          "next: `fairshare run --period \(period) --plan \(file)`"))
    } else {
      console.say(Bilingual("下一步：`fairshare run --period \(period)`", "next: `fairshare run --period \(period)`"))
    }
    let hasWork = hasDetailedExitCode && !plan.isUnchanged
    return VerbResult(hasWork ? .changes : .done, state: plan.isUnchanged ? "unchanged" : "changes")
  }

  private static func write(_ text: String, to path: String) throws(Failure) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    try ReportFiles(folder).write(text, to: slash.map { String(path[path.index(after: $0)...]) } ?? path)
  }
}

/// What a run of a period would work on, and with which settings.
struct RunPlan {
  let period: String
  let firstDay: String
  let lastDay: String
  let keyResults: Int
  let people: Int
  let rowCounts: [(table: SourceTable, rows: Int)]
  let setAside: Int
  let fingerprint: String
  let configHash: String
  let seed: UInt64
  /// Each key result against the published run.
  let changes: PlanChanges
  /// Why a run would publish; empty where it would not.
  let reasons: [Bilingual]

  var isUnchanged: Bool { reasons.isEmpty }

  init(_ workplace: Workplace, period: String) throws {
    var connection = try workplace.connect("plan")
    try Migrator().requireCurrent(&connection)
    let configuration = workplace.configuration
    let last = try PublishedRun.find(&connection, period: period)
    let records = try PeriodRecords.read(
      workplace.settings, schema: configuration.sourceSchema, period: period, zone: configuration.sourceZone,
      readers: configuration.jobs > 1 ? 2 : 1
    ) { _, _ in }
    self.period = period
    firstDay = Timestamp.date(records.days.lowerBound)
    lastDay = Timestamp.date(records.days.upperBound - 1)
    keyResults = records.count
    people = records.people
    rowCounts = records.rowCounts
    setAside = records.quarantined.total
    let input = try PeriodInput(&connection, records, configuration) { Interruption.isRequested }
    fingerprint = input.fingerprint
    changes = PlanChanges(
      now: input.first.digests.enumerated().map { (records.keyResultID($0.offset), $0.element.description) },
      before: try last.map { try RunRegistry.inputDigests(&connection, run: $0.run) } ?? [])
    configHash = try configuration.digest()
    seed = try configuration.seed(period: period)
    var reasons: [Bilingual] = []
    if let last {
      if last.inputFingerprint != fingerprint { reasons.append(Bilingual("输入变了", "the input has changed")) }
      if last.configHash != configHash { reasons.append(Bilingual("设置变了", "the settings have changed")) }
      if last.engineVersion != Engine.version {
        reasons.append(
          Bilingual(
            "程序版本 \(last.engineVersion) -> \(Engine.version)", "engine \(last.engineVersion) -> \(Engine.version)"))
      }
    } else {
      reasons.append(Bilingual("这个周期还没有发布过", "nothing is published for this period yet"))
    }
    self.reasons = reasons
  }

  var json: JSONValue {
    .object([
      .init("schema", .string("1.0")), .init("period", .string(period)), .init("first_day", .string(firstDay)),
      .init("last_day", .string(lastDay)), .init("key_results", .integer(keyResults)),
      .init("people", .integer(people)),
      .init("changes", changes.json),
      .init("row_counts", .object(rowCounts.map { .init($0.table.rawValue, .integer($0.rows)) })),
      .init("input_fingerprint", .string(fingerprint)), .init("config_hash", .string(configHash)),
      .init("seed", .string(String(seed))), .init("engine_version", .string(Engine.version)),
      .init("reasons", .array(reasons.map { .string($0.english) })),
    ])
  }

  /// The fingerprint of a saved plan, once its period, settings and engine are those of the run to come.
  ///
  /// - Throws: `Failure` with code `planMoved` or `configurationUnreadable`.
  static func fingerprint(ofPlan path: String, period: String, _ configuration: Configuration) throws -> String {
    let bytes: [UInt8]?
    do throws(Failure) {
      bytes = try ConfigurationReader.read(path, isRequired: true)
    } catch {
      throw Failure(
        .planUnreadable, Bilingual("计划文件无法读取。", "The plan cannot be read."), place: path,
        why: Bilingual(same: error.why),
        fix: Bilingual("用 `fairshare plan --out \(path)` 写一份。", "Write one with `fairshare plan --out \(path)`."))
    }
    guard let bytes,
      let plan = JSONValue(parsing: String(decoding: bytes, as: UTF8.self)), plan["schema"]?.string == "1.0",
      let fingerprint = plan["input_fingerprint"]?.string
    else {
      throw Failure(
        .planUnreadable, Bilingual("这不是 Fairshare 的计划文件。", "This is no plan of Fairshare."), place: path,
        fix: Bilingual("用 `fairshare plan --out 文件` 写一份。", "Write one with `fairshare plan --out FILE`."))
    }
    func moved(_ chinese: String, _ english: String) -> Failure {
      Failure(
        .planMoved, Bilingual("计划的\(chinese)与现在不同。", "The plan was made for another \(english)."), place: path,
        fix: Bilingual(MessageCode.planMoved.chineseFix, MessageCode.planMoved.englishFix))
    }
    guard plan["period"]?.string == period else { throw moved("周期", "period") }
    guard plan["config_hash"]?.string == (try configuration.digest()) else { throw moved("设置", "configuration") }
    guard plan["engine_version"]?.string == Engine.version else { throw moved("程序版本", "engine version") }
    return fingerprint
  }
}
