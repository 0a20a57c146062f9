internal import Postgres
internal import Reporting
internal import Store

/// `fairshare retain`: drops rows about persons that are older than the policy, with a proof for each run.
public struct RetainVerb: Verb {
  public static let name = "retain"
  public let months: Int?
  public let dropsSuperseded: Bool
  public let isDryRun: Bool
  public let reason: String?

  public init(months: Int?, dropsSuperseded: Bool, isDryRun: Bool, reason: String?) {
    self.months = months
    self.dropsSuperseded = dropsSuperseded
    self.isDryRun = isDryRun
    self.reason = reason
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let months = months ?? workplace.configuration.retentionMonths
    guard (1...240).contains(months) else {
      throw Failure(
        .usage, Bilingual("月数应在 1 到 240 之间。", "Months must be 1 to 240."), place: "--months \(months)",
        fix: Bilingual("改成 1 到 240 的整数。", "Give a whole number from 1 to 240."))
    }
    var connection = try workplace.connect("retain")
    try Migrator().requireCurrent(&connection)
    var table = TextTable(columns: [
      .init("run_id", Bilingual("运行", "run")), .init("period", Bilingual("周期", "period")),
      .init("kept", Bilingual("保留原因", "kept because")),
      .init("rows", Bilingual("删除行数", "rows dropped"), isNumber: true),
    ])
    var dropped = 0
    for run in try Retention.runs(&connection, months: months, dropsSuperseded: dropsSuperseded) {
      var rows: Int?
      if run.kept == nil {
        dropped += 1
        if !isDryRun {
          rows = try Retention.drop(
            &connection, run, kind: dropsSuperseded ? "purge" : "retention", by: connection.user,
            reason: reason ?? "older than \(months) months"
          ).reduce(0) { $0 + $1.rows }
        }
      }
      table.rows.append([
        .init(run.run.text), .init(run.period), .init(run.kept ?? "–", .optional(run.kept)),
        rows.map { .count($0) } ?? .init("–", .null),
      ])
    }
    console.table(table, type: "retained_run")
    let count = dropped
    console.say(
      isDryRun
        ? Bilingual("试运行：会删除 \(count) 次运行的个人数据", "dry run: rows about persons of \(count) runs would go")
        : Bilingual(
          "已删除 \(count) 次运行的个人数据；登记、摘要、决定和证明都保留",
          "rows about persons of \(count) runs are gone; registry, digests, decisions and proofs stay"))
    return VerbResult(state: dropped == 0 ? "nothing" : isDryRun ? "planned" : "dropped")
  }
}
