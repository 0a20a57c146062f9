internal import Postgres
internal import Reporting
internal import Store

/// `fairshare status`: the last runs; with `--skipped` the key results of the published run that were not judged, and what was set aside.
public struct StatusVerb: Verb {
  public static let name = "status"
  public let period: String?
  public let limit: Int
  public let showsSkipped: Bool

  public init(period: String?, limit: Int, showsSkipped: Bool) {
    self.period = period
    self.limit = max(1, min(limit, 1000))
    self.showsSkipped = showsSkipped
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var connection = try workplace.connect("status")
    try Migrator().requireCurrent(&connection)
    let runs = try RunHistory.rows(&connection, period: period, limit: limit)
    var table = TextTable(columns: [
      .init("run_id", Bilingual("运行", "run")), .init("period", Bilingual("周期", "period")),
      .init("state", Bilingual("状态", "state")), .init("started_at", Bilingual("开始（UTC）", "started (UTC)")),
      .init("seconds", Bilingual("秒", "seconds"), isNumber: true),
      .init("is_current", Bilingual("读者所见", "readers see")),
      .init("reason", Bilingual("说明", "note"), isFlexible: true),
    ])
    for run in runs {
      let seconds = run.seconds.map { RunSummary.seconds($0) } ?? "–"
      table.rows.append([
        .init(run.runID), .init(run.period),
        .init(console.word(CommandWord.run(run.state, step: run.step)), .string(run.state)),
        .init(run.startedAt), .init(seconds, .optional(run.seconds)),
        .init(run.isCurrent ? "*" : "", .bool(run.isCurrent)),
        .init(run.reason ?? "", .optional(run.reason)),
      ])
    }
    if runs.isEmpty {
      console.say(
        Bilingual("还没有运行过。下一步：`fairshare run --period 周期`", "Nothing has run yet. next: `fairshare run --period ID`"))
    } else {
      console.table(table, type: "run")
    }
    // Each login is told what it may read.
    let holds = try Reader.has("SELECT", on: "holds", &connection) ? HoldRecords.all(&connection) : []
    if !holds.isEmpty {
      console.gap()
      HoldVerb.show(holds, console)
    }
    if try Reader.has("SELECT", on: "appeal_statistics", &connection) {
      let appeals = try AppealRecords.statistics(&connection)
      if appeals.opened > 0 {
        console.gap()
        AppealTable.show(appeals, console)
      }
    }
    guard let current = try PublishedRun.find(&connection, period: period) else {
      return VerbResult(state: runs.isEmpty ? "empty" : "shown")
    }
    if try Reader.has("SELECT", on: "unmapped_accounts", &connection) {
      accounts(try UnmappedAccounts.all(&connection, run: current.run), console)
    }
    guard showsSkipped, try Reader.has("SELECT", on: "key_result_scores", &connection) else {
      return VerbResult(state: "shown")
    }
    let rows = PublishedRows(current.run)
    var skipped = TextTable(columns: [
      .init("key_result", Bilingual("未判断的关键结果", "key result not judged")),
      .init("people", Bilingual("人数", "people"), isNumber: true),
      .init("reason", Bilingual("原因", "reason")),
    ])
    for row in try rows.keyResults(&connection) where !row.isJudged {
      skipped.rows.append([.init(row.id), .count(row.people), .init(row.reason ?? "", .optional(row.reason))])
    }
    var aside = TextTable(columns: [
      .init("table", Bilingual("被隔离的行：表", "rows set aside: table")), .init("code", Bilingual("代码", "code")),
      .init("rows", Bilingual("行", "rows"), isNumber: true),
    ])
    for row in try rows.quarantine(&connection) {
      aside.rows.append([.init(row.table), .init(row.code), .count(row.rows)])
    }
    console.gap()
    console.table(skipped, type: "not_judged")
    console.gap()
    console.table(aside, type: "quarantined")
    return VerbResult(state: "shown")
  }

  /// Accounts that stand for nobody: how many, and with `--skipped` which.
  private func accounts(_ accounts: [(account: String, rows: Int)], _ console: Console) {
    guard !accounts.isEmpty else { return }
    var table = TextTable(columns: [
      .init("account", Bilingual("没有对应成员的账号", "account that stands for nobody")),
      .init("rows", Bilingual("行", "rows"), isNumber: true),
    ])
    for account in accounts.prefix(showsSkipped ? accounts.count : 5) {
      table.rows.append([.init(account.account), .count(account.rows)])
    }
    console.gap()
    console.table(table, type: "unmapped_account")
    console.remark(
      Bilingual(
        "\(accounts.count) 个账号没有对应的成员：在 person_aliases 里补上。",
        "\(accounts.count) accounts stand for nobody: add them to person_aliases."))
  }
}

/// `fairshare rollback --period ID`: points readers at the previous run again.
public struct RollbackVerb: Verb {
  public static let name = "rollback"
  public let period: String
  public let run: String?
  public let reason: String

  public init(period: String, run: String?, reason: String) {
    self.period = period
    self.run = run
    self.reason = reason
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let target = try run.map { text throws(Failure) in try RunSearch.id(text, place: "--run \(text)") }
    var connection = try workplace.connect("rollback")
    _ = try workplace.published(&connection, period: period)
    let actor = connection.user
    guard
      let now = try Publication.rollBack(&connection, period: period, to: target, by: actor, reason: reason)
    else {
      throw Failure(
        .noRollback, Bilingual("周期 \(period) 没有可以退回的运行。", "There is no run of period \(period) to go back to."),
        place: run.map { "--run \($0)" } ?? "period \(period)",
        fix: Bilingual(
          "`fairshare status --period \(period)` 列出它的运行。", "`fairshare status --period \(period)` lists its runs."))
    }
    console.object("rollback", ["period": .string(period), "run_id": .string(now.text)])
    console.say(Bilingual("周期 \(period) 现在显示运行 \(now.text)", "period \(period) now shows run \(now.text)"))
    console.say(
      Bilingual(
        "下一步：`fairshare report --period \(period) --out reports/\(period)`",
        "next: `fairshare report --period \(period) --out reports/\(period)`"))
    return VerbResult(state: "rolled_back")
  }
}
