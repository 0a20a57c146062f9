/// The words of the demo, line by line.
public struct DemoText: Sendable {
  public let outcome: DemoOutcome

  public init(_ outcome: DemoOutcome) { self.outcome = outcome }

  /// What was found: one line a period, the widest gaps, the sums, and the ways in.
  public var lines: [String] {
    var lines = outcome.runs.map { run in
      "\(run.period)  \(run.state.rawValue)  \(run.keyResults) key results  \(run.people) people  "
        + "\(run.rowsRead) rows read  \(run.rowsWritten) written  \(Self.fixed(run.seconds)) s"
    }
    let findings = outcome.runs.last?.findings ?? []
    if !findings.isEmpty {
      lines.append("to check: " + findings.map { "\($0.count) \($0.state)" }.joined(separator: ", "))
    }
    if !outcome.gaps.isEmpty {
      lines += ["", "where credit on record and estimated contribution differ most (in % of the key result):"]
      lines += outcome.gaps.map(Self.line)
    }
    lines += ["", sums, ""]
    lines += outcome.overviews.map { "report    \($0)" }
    lines.append(
      outcome.isKept
        ? "database  \(outcome.psqlLine)"
        : "database  deleted; with --keep it stays, and `psql -h FOLDER -U postgres \(outcome.database)` opens it")
    if outcome.isKept { lines.append("to stop   \(outcome.stopLine)") }
    return lines
  }

  private var sums: String {
    let check = outcome.check
    return check.isFine
      ? "checked in SQL: \(check.divisions) divisions sum to exactly 1, "
        + "\(check.evidenceShares) evidence shares equal the sum of their pieces"
      : "FAULT: of \(check.divisions) divisions \(check.wrongDivisions) do not sum to 1, "
        + "of \(check.evidenceShares) evidence shares \(check.wrongEvidenceShares) differ from their pieces"
  }

  private static func line(_ gap: DemoOutcome.Gap) -> String {
    var text = "  \(gap.person)  credited \(percent(gap.credited))  contributed \(percent(gap.contributed))"
    if let low = gap.low, let high = gap.high { text += " (90 % between \(percent(low)) and \(percent(high)))" }
    return text + "  \(gap.keyResult)"
  }

  private static func percent(_ fraction: Double) -> String { fixed(fraction * 100) }

  /// One decimal.
  private static func fixed(_ value: Double) -> String {
    let tenths = Int((abs(value) * 10).rounded())
    return (value < 0 && tenths > 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
  }
}
