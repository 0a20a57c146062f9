internal import Reporting

/// What a run tells at its end: six lines that name the next command, or objects.
struct RunSummary {
  let outcome: RunOutcome

  func tell(_ console: Console) {
    for line in lines { console.say(line) }
    outcome.backTest?.tell(console)
    object(console)
    for step in outcome.steps {
      console.detail(Bilingual(same: "  \(step.step)  \(Self.seconds(step.seconds)) s"))
    }
    for row in outcome.skipped {
      console.object("skipped", ["key_result": .string(row.keyResult), "why": .string(row.why)])
      console.remark(Bilingual("  跳过 \(row.keyResult)：\(row.why)", "  skipped \(row.keyResult): \(row.why)"))
    }
  }

  /// Run; scored and skipped; to check; set aside; time by step; next command.
  var lines: [Bilingual] {
    let count = TextTable.Cell.grouped
    let scored = outcome.keyResults - outcome.skipped.count
    var lines = [head]
    if outcome.state == .unchanged {
      lines.append(
        Bilingual(
          "  输入和设置都没有变化：仍是运行 \(outcome.runID) 的结果",
          "  input and settings unchanged: run \(outcome.runID) stays in force"))
    } else {
      lines.append(
        Bilingual(
          "  已评分 \(count(scored)) 个关键结果   跳过 \(count(outcome.skipped.count))   暂不判断 \(count(outcome.notJudged))   写入 \(count(outcome.rowsWritten)) 行",
          "  scored \(count(scored)) key results   skipped \(count(outcome.skipped.count))   not judged "
            + "\(count(outcome.notJudged))   \(count(outcome.rowsWritten)) rows written"))
    }
    lines.append(findings)
    let setAside = outcome.quarantined.reduce(0) { $0 + $1.rows }
    let worst = outcome.quarantined.sorted { ($1.rows, $0.table, $0.code) < ($0.rows, $1.table, $1.code) }.prefix(3)
      .map { "\($0.table) \($0.code) \(count($0.rows))" }.joined(separator: ", ")
    lines.append(
      Bilingual(
        "  读取 \(count(outcome.rowsRead)) 行   隔离 \(count(setAside)) 行\(worst.isEmpty ? "" : "：\(worst)")",
        "  read \(count(outcome.rowsRead)) rows   set aside \(count(setAside))\(worst.isEmpty ? "" : ": \(worst)")"))
    let steps = outcome.steps.map { "\($0.step) \(Self.seconds($0.seconds))" }.joined(separator: "  ")
    lines.append(Bilingual("  用时（秒） \(steps)", "  seconds  \(steps)"))
    lines.append(next)
    return lines
  }

  private var head: Bilingual {
    let count = TextTable.Cell.grouped
    let run = outcome.runID.prefix(13)
    let seconds = Self.seconds(outcome.seconds)
    let state: Bilingual =
      switch outcome.state {
      case .published: Bilingual("已发布", "published")
      case .unchanged: Bilingual("未变化", "unchanged")
      case .computed: Bilingual("试算（不写入；将会发布）", "dry run, nothing written (would publish)")
      }
    // An unchanged run counts nobody: it stops before the scoring.
    let people = outcome.state == .unchanged ? nil : count(outcome.people)
    return Bilingual(
      "\(outcome.period) \(state.chinese) \(run)…  \(count(outcome.keyResults)) 个关键结果\(people.map { "  \($0) 人" } ?? "")  \(seconds) 秒",
      "\(outcome.period) \(state.english) \(run)…  \(count(outcome.keyResults)) key results\(people.map { "  \($0) people" } ?? "")  \(seconds) s"
    )
  }

  private var findings: Bilingual {
    if outcome.state == .unchanged {
      return Bilingual("  提示与之前相同：`fairshare review list`", "  prompts are those of before: `fairshare review list`")
    }
    guard !outcome.findings.isEmpty else {
      return Bilingual("  待核对 0：没有提示", "  to check 0: no prompts")
    }
    let total = outcome.findings.filter { $0.state == "flag" }.reduce(0) { $0 + $1.count }
    let parts = outcome.findings.map { "\($0.state) \($0.count)" }.joined(separator: ", ")
    return Bilingual("  待核对 \(total)：\(parts)", "  to check \(total): \(parts)")
  }

  private var next: Bilingual {
    if outcome.state == .computed {
      return Bilingual(
        "下一步：`fairshare run --period \(outcome.period)`", "next: `fairshare run --period \(outcome.period)`")
    }
    if !outcome.skipped.isEmpty {
      return Bilingual("下一步：`fairshare status --skipped`", "next: `fairshare status --skipped`")
    }
    let command = "fairshare report --period \(outcome.period) --out reports/\(outcome.period)"
    return Bilingual("下一步：`\(command)`", "next: `\(command)`")
  }

  /// The whole outcome as one object under `--json`.
  func object(_ console: Console) {
    console.object(
      "run",
      [
        "run_id": .string(outcome.runID), "period": .string(outcome.period), "state": .string(outcome.state.rawValue),
        "key_results": .integer(outcome.keyResults), "people": .integer(outcome.people),
        "skipped": .integer(outcome.skipped.count), "not_judged": .integer(outcome.notJudged),
        "rows_read": .integer(outcome.rowsRead), "rows_written": .integer(outcome.rowsWritten),
        "seconds": .number(outcome.seconds), "input_fingerprint": .string(outcome.fingerprint),
        "result_digest": .string(outcome.resultDigest),
        "steps": .object(outcome.steps.map { .init($0.step, .number($0.seconds)) }),
        "findings": .object(outcome.findings.map { .init($0.state, .integer($0.count)) }),
        "quarantined": .array(
          outcome.quarantined.map {
            .object([
              .init("table", .string($0.table)), .init("code", .string($0.code)), .init("rows", .integer($0.rows)),
            ])
          }),
        "notices": .array(
          outcome.notices.map {
            .object([
              .init("code", .string($0.code)), .init("count", .integer($0.count)), .init("detail", .string($0.detail)),
            ])
          }),
      ])
  }

  /// One decimal.
  static func seconds(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
