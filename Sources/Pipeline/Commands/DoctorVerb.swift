internal import Contribution
internal import Glibc
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare doctor`: checks one after another, and says how to mend what is wrong.
public struct DoctorVerb: Verb {
  public static let name = "doctor"
  public var needsConfiguration: Bool { false }

  public init() {}

  /// One line of the answer.
  struct Check {
    enum Level: String { case ok, warn, fail }

    var name: String
    var level: Level
    var finding: Bilingual
    var mend: Bilingual?
    /// Exit code that goes with a failed check.
    var exit = Failure.Exit.configuration
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var checks = [settings(resolved), disk()]
    var connection: Connection
    do {
      connection = try workplace.connect("doctor")
    } catch {
      let failure = Failure(error)
      checks.append(Self.failed("connection", failure))
      return tell(checks, console)
    }
    do {
      checks += try fitness(&connection, workplace.settings)
      checks += try server(&connection, workplace.configuration)
      checks += try results(&connection)
      checks += try data(&connection, workplace.configuration)
    } catch {
      let failure = Failure(error)
      checks.append(Self.failed("question", failure))
    }
    return tell(checks, console)
  }

  private static func failed(_ name: String, _ failure: Failure) -> Check {
    let words = failure.words
    return Check(
      name: name, level: .fail,
      finding: Bilingual(
        words.summary.chinese + words.why.chinese,
        [words.summary.english, words.why.english].filter { !$0.isEmpty }.joined(separator: " ")),
      mend: words.fix, exit: failure.exit)
  }

  private func tell(_ checks: [Check], _ console: Console) -> VerbResult {
    for check in checks {
      console.object(
        "check",
        [
          "name": .string(check.name), "level": .string(check.level.rawValue),
          "finding": .string(console.word(check.finding)), "mend": .optional(check.mend.map(console.word)),
        ])
      let mark = DisplayWidth.padded(check.level.rawValue, to: 5)
      console.say(Bilingual(same: "\(mark) \(DisplayWidth.padded(check.name, to: 12)) \(console.word(check.finding))"))
      if let mend = check.mend {
        console.say(Bilingual("                   建议 \(mend.chinese)", "                   mend \(mend.english)"))
      }
    }
    let failed = checks.first { $0.level == .fail }
    return VerbResult(failed?.exit ?? .done, state: failed == nil ? "healthy" : "broken")
  }

  /// The file is read once more, strictly: the verb itself goes on without it.
  private func settings(_ resolved: ResolvedConfiguration) -> Check {
    var options = GlobalOptions()
    options.configurationFile = resolved.file
    do throws(Failure) {
      _ = try ConfigurationReader().resolve(options)
      let set = resolved.origins.values.count { $0 != .builtIn }
      return Check(
        name: "settings", level: .ok,
        finding: Bilingual(
          "\(resolved.file ?? "没有配置文件")，\(set) 项不是默认值",
          "\(resolved.file ?? "no file"), \(set) settings are not the default"))
    } catch {
      let words = error.words
      return Check(
        name: "settings", level: .fail,
        finding: Bilingual("\(error.place)  \(words.summary.chinese)", "\(error.place)  \(words.summary.english)"),
        mend: words.fix)
    }
  }

  /// Whether what is behind the session can publish at all.
  private func fitness(_ connection: inout Connection, _ settings: ConnectionSettings) throws -> [Check] {
    let fitness: ServerFitness
    do {
      fitness = try ServerFitness(&connection, settings)
    } catch let error as StoreError where error.code == .encodingUnsafe {
      // The check of the encoding says so, and what else is wrong with it.
      return []
    }
    guard let refusal = fitness.refusal else { return [] }
    let words = refusal.words
    return [
      Check(name: "session", level: .fail, finding: words.summary, mend: words.fix, exit: refusal.exit)
    ]
  }

  /// Room for reports where we stand.
  private func disk() -> Check {
    var room = statvfs()
    guard unsafe statvfs(".", &room) == 0 else {
      return Check(
        name: "disk", level: .warn, finding: Bilingual("无法查看磁盘空间", "disk room is not known"),
        mend: Bilingual("检查当前文件夹的权限。", "Check the rights of the current folder."))
    }
    let mebibytes = Int(clamping: (UInt64(room.f_bavail) * UInt64(room.f_frsize)) >> 20)
    let text = TextTable.Cell.grouped(mebibytes)
    guard mebibytes < 200 else {
      return Check(name: "disk", level: .ok, finding: Bilingual("当前文件夹还有 \(text) MiB", "\(text) MiB free here"))
    }
    return Check(
      name: "disk", level: .warn, finding: Bilingual("当前文件夹只剩 \(text) MiB", "only \(text) MiB free here"),
      mend: Bilingual("为报告腾出至少 200 MiB。", "Free at least 200 MiB for reports."))
  }

  private func server(_ connection: inout Connection, _ configuration: Configuration) throws -> [Check] {
    let around = try Surroundings(&connection, schema: configuration.sourceSchema, zone: configuration.sourceZone)
    let tls = connection.usesTLS ? Bilingual(same: "TLS") : Bilingual("无 TLS", "no TLS")
    var checks = [
      Check(
        name: "connection", level: .ok,
        finding: Bilingual(
          "以 \(around.role) 连接数据库 \(connection.database)（\(tls.chinese)）",
          "as \(around.role) to database \(connection.database) (\(tls.english))"))
    ]
    checks.append(
      connection.serverVersion >= 140_000
        ? Check(name: "server", level: .ok, finding: Bilingual(same: "PostgreSQL \(around.serverVersion)"))
        : Check(
          name: "server", level: .fail, finding: Bilingual(same: "PostgreSQL \(around.serverVersion)"),
          mend: Bilingual("升级到 PostgreSQL 14 或更新。", "Upgrade to PostgreSQL 14 or newer.")))
    if around.encoding != "UTF8" {
      checks.append(
        Check(
          name: "encoding", level: .fail,
          finding: Bilingual("数据库编码是 \(around.encoding)", "the database's encoding is \(around.encoding)"),
          mend: Bilingual("用 UTF8 编码新建数据库。", "Make a database with encoding UTF8.")))
    }
    checks.append(
      around.knowsZone
        ? Check(name: "time zone", level: .ok, finding: Bilingual(same: configuration.sourceZone))
        : Check(
          name: "time zone", level: .fail,
          finding: Bilingual(
            "服务器不认识时区 \(configuration.sourceZone)", "the server knows no zone \(configuration.sourceZone)"),
          mend: Bilingual("把 source.zone 改成 Asia/Shanghai 这样的名字。", "Set source.zone to a name such as Asia/Shanghai.")))
    checks += rights(around, configuration)
    return checks
  }

  private func rights(_ around: Surroundings, _ configuration: Configuration) -> [Check] {
    let schema = configuration.sourceSchema
    var checks: [Check] = []
    let required: [SourceTable] = [
      .periods, .people, .teams, .objectives, .keyResults, .keyResultAuthors, .tasks, .taskAssignees,
    ]
    let present = Set(around.tables.map(\.name))
    let missing = required.map(\.rawValue).filter { !present.contains($0) }
    let absent = SourceTable.allCases.filter { $0 != .personAliases }.map(\.rawValue).filter {
      !present.contains($0) && !missing.contains($0)
    }
    if missing.isEmpty {
      checks.append(
        absent.isEmpty
          ? Check(name: "source", level: .ok, finding: Bilingual("\(schema) 的表齐全", "all tables are in \(schema)"))
          : Check(
            name: "source", level: .warn,
            finding: Bilingual(
              "\(schema) 缺少 \(absent.joined(separator: "、"))", "\(schema) lacks \(absent.joined(separator: ", "))"),
            mend: Bilingual(
              "缺这些表也能运行，但相关的模型不参与、区间变宽。", "A run goes on without them; their models stay out and intervals widen.")))
    } else {
      checks.append(
        Check(
          name: "source", level: .fail,
          finding: Bilingual(
            "\(schema) 缺少必需的 \(missing.joined(separator: "、"))", "\(schema) lacks \(missing.joined(separator: ", "))"),
          mend: Bilingual(
            "运行 `fairshare migrate`，或用 --source-schema 指向公司的视图。",
            "Run `fairshare migrate`, or point --source-schema at the company's views.")))
    }
    let closed = around.tables.filter { !$0.mayRead }.map(\.name)
    if !closed.isEmpty || (!around.mayUseSource && !present.isEmpty) {
      checks.append(
        Check(
          name: "rights", level: .fail,
          finding: Bilingual("不能读取 \(closed.joined(separator: "、"))", "may not read \(closed.joined(separator: ", "))"),
          mend: Bilingual(
            "GRANT USAGE ON SCHEMA \(schema) 和 GRANT SELECT ON ALL TABLES IN SCHEMA \(schema) 给 \(around.role)。",
            "GRANT USAGE ON SCHEMA \(schema), and SELECT ON ALL TABLES IN SCHEMA \(schema), TO \(around.role)."),
          exit: .noPermission))
    }
    let hidden = around.tables.filter(\.hidesRows).map(\.name)
    if !hidden.isEmpty {
      checks.append(
        Check(
          name: "policies", level: .fail,
          finding: Bilingual(
            "行级策略会隐藏 \(hidden.joined(separator: "、")) 的行",
            "a row policy hides rows of \(hidden.joined(separator: ", "))"),
          mend: Bilingual(
            "让批处理的角色看到所有行：少看一行，份额就会错。", "Let the batch's role see all rows: with rows missing, shares would be wrong."),
          exit: .noPermission))
    }
    return checks
  }

  private func results(_ connection: inout Connection) throws -> [Check] {
    do {
      try Migrator().requireCurrent(&connection)
    } catch {
      return [Self.failed("schema", Failure(error))]
    }
    var checks = [Check(name: "schema", level: .ok, finding: Bilingual("与本程序一致", "is this program's"))]
    let around = try Surroundings(&connection, schema: "fairshare", zone: "UTC")
    if !around.mayCreateResults {
      checks.append(
        Check(
          name: "rights", level: .fail,
          finding: Bilingual("不能写入运行结果", "may not write the results of a run"),
          mend: Bilingual(
            "批处理需要它：GRANT fairshare_batch 给 \(around.role)。",
            "The batch needs it: GRANT fairshare_batch TO \(around.role)."),
          exit: .noPermission))
    }
    checks += try security(&connection)
    let runs = try RunHistory.rows(&connection, period: nil, limit: 20)
    if let last = runs.first {
      let text = "\(last.period) \(last.state) \(last.startedAt)"
      checks.append(
        last.state == "failed" || last.state == "refused"
          ? Check(
            name: "last run", level: .warn, finding: Bilingual(same: "\(text) \(last.reason ?? "")"),
            mend: Bilingual(
              "读者看到的仍是之前的结果；修好后再运行。", "Readers still see the result before it; mend the cause, then run again."))
          : Check(name: "last run", level: .ok, finding: Bilingual(same: text)))
    } else {
      checks.append(
        Check(
          name: "last run", level: .warn, finding: Bilingual("还没有运行过", "nothing has run yet"),
          mend: Bilingual("运行 `fairshare run --period 周期`。", "Run `fairshare run --period ID`.")))
    }
    for run in runs where run.state == "running" {
      let key = try RunRegistry.lockKey(run.period)
      let isHeld = try !connection.advisoryLockHolders(key).isEmpty
      checks.append(
        isHeld
          ? Check(
            name: "lock", level: .ok, finding: Bilingual("周期 \(run.period) 正在运行", "period \(run.period) is being run"))
          : Check(
            name: "lock", level: .warn,
            finding: Bilingual("运行 \(run.runID) 的进程已经不在", "the process of run \(run.runID) has gone"),
            mend: Bilingual("下一次运行会自动清理它。", "The next run of the period clears it away by itself.")))
    }
    return checks
  }

  private func data(_ connection: inout Connection, _ configuration: Configuration) throws -> [Check] {
    try Surroundings.counts(&connection, schema: configuration.sourceSchema).map { name, rows in
      let count = TextTable.Cell.grouped(rows)
      switch name {
      case "periods":
        return rows > 0
          ? Check(name: "periods", level: .ok, finding: Bilingual("\(count) 个周期", "\(count) periods"))
          : Check(
            name: "periods", level: .fail, finding: Bilingual("没有周期", "there is no period"),
            mend: Bilingual("用 `fairshare import` 装入数据。", "Load data with `fairshare import`."), exit: .inputRefused)
      case "people_without_lead":
        // One person at the top has none by nature.
        return note(
          "leads", rows, above: 1,
          Bilingual("\(count) 人没有直属主管", rows == 1 ? "1 person has no lead" : "\(count) people have no lead"),
          Bilingual(
            "补上 people.manager_id；主管看不到没有归属的人。", "Fill people.manager_id: a lead does not see people without one."))
      case "people_without_team":
        return note(
          "teams", rows, above: 0, Bilingual("\(count) 人不属于任何团队", "\(count) people are in no team"),
          Bilingual("补上 team_members。", "Fill team_members."))
      case "key_results_without_objective":
        return note(
          "objectives", rows, above: 0,
          Bilingual("\(count) 个关键结果没有所属的目标", "\(count) key results belong to no objective"),
          Bilingual(
            "补上 objectives 里的目标；没有目标的关键结果不在任何周期里。",
            "Add the objectives: a key result without one is in no period."))
      default:
        return note(
          "authors", rows, above: 0, Bilingual("\(count) 个关键结果没有署名", "\(count) key results have no authors"),
          Bilingual(
            "补上 key_result_authors；没有署名就没有功劳可以对照。",
            "Fill key_result_authors: without authors there is no credit to compare."))
      }
    }
  }

  private func note(_ name: String, _ rows: Int, above limit: Int, _ finding: Bilingual, _ mend: Bilingual) -> Check {
    rows > limit
      ? Check(name: name, level: .warn, finding: finding, mend: mend) : Check(name: name, level: .ok, finding: finding)
  }
}
