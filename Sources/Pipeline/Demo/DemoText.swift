internal import Reporting

/// The words of the demo, line by line.
struct DemoText {
  let outcome: DemoOutcome

  init(_ outcome: DemoOutcome) { self.outcome = outcome }

  /// What was found: one line a period, the widest gaps, the sums, and the ways in.
  var lines: [Bilingual] {
    var lines = outcome.runs.map { run in
      let seconds = RunSummary.seconds(run.seconds)
      return Bilingual(
        "\(run.period)  \(run.state.rawValue)  \(run.keyResults) 个关键结果  \(run.people) 人  读取 \(run.rowsRead) 行  "
          + "写入 \(run.rowsWritten) 行  \(seconds) 秒",
        "\(run.period)  \(run.state.rawValue)  \(run.keyResults) key results  \(run.people) people  "
          + "\(run.rowsRead) rows read  \(run.rowsWritten) written  \(seconds) s")
    }
    let findings = outcome.runs.last?.findings ?? []
    if !findings.isEmpty {
      let parts = findings.map { "\($0.count) \($0.state)" }.joined(separator: ", ")
      lines.append(Bilingual("待核对：\(parts)", "to check: \(parts)"))
    }
    let blank = Bilingual(same: "")
    if !outcome.gaps.isEmpty {
      lines += [
        blank,
        Bilingual(
          "功劳记录与估计贡献相差最大的地方（占关键结果的 %）：",
          "where credit on record and estimated contribution differ most (in % of the key result):"),
      ]
      lines += outcome.gaps.map(Self.line)
    }
    lines += [blank, sums, blank]
    lines += outcome.reports.map { Bilingual("报告    \($0)", "report    \($0)") }
    lines += outcome.workbooks.map { Bilingual("表格    \($0)", "workbook  \($0)") }
    lines.append(
      outcome.isKept
        ? Bilingual("数据库  \(outcome.psqlLine)", "database  \(outcome.psqlLine)")
        : Bilingual(
          "数据库  已删除；加上 --keep 会保留，用 `psql -h 文件夹 -U postgres \(outcome.database)` 打开",
          "database  deleted; with --keep it stays, and `psql -h FOLDER -U postgres \(outcome.database)` opens it"))
    if outcome.isKept { lines.append(Bilingual("停止    \(outcome.stopLine)", "to stop   \(outcome.stopLine)")) }
    return lines
  }

  private var sums: Bilingual {
    let check = outcome.check
    return check.isFine
      ? Bilingual(
        "已用 SQL 核对：\(check.divisions) 次划分之和都恰好为 1，\(check.evidenceShares) 个证据份额等于其各部分之和",
        "checked in SQL: \(check.divisions) divisions sum to exactly 1, "
          + "\(check.evidenceShares) evidence shares equal the sum of their pieces")
      : Bilingual(
        "有误：\(check.divisions) 次划分中 \(check.wrongDivisions) 次之和不为 1，"
          + "\(check.evidenceShares) 个证据份额中 \(check.wrongEvidenceShares) 个与其各部分不符",
        "FAULT: of \(check.divisions) divisions \(check.wrongDivisions) do not sum to 1, "
          + "of \(check.evidenceShares) evidence shares \(check.wrongEvidenceShares) differ from their pieces")
  }

  private static func line(_ gap: DemoOutcome.Gap) -> Bilingual {
    let credited = percent(gap.credited)
    let contributed = percent(gap.contributed)
    var range = Bilingual(same: "")
    if let low = gap.low, let high = gap.high {
      range = Bilingual(
        "（90% 在 \(percent(low)) 与 \(percent(high)) 之间）", " (90 % between \(percent(low)) and \(percent(high)))")
    }
    return Bilingual(
      "  \(gap.person)  功劳 \(credited)  贡献 \(contributed)\(range.chinese)  \(gap.keyResult)",
      "  \(gap.person)  credited \(credited)  contributed \(contributed)\(range.english)  \(gap.keyResult)")
  }

  private static func percent(_ fraction: Double) -> String { RunSummary.seconds(fraction * 100) }
}
