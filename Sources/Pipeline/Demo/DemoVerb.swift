internal import Reporting

/// `fairshare demo`: the whole batch on a fictional company, in a private PostgreSQL that is thrown away.
public struct DemoVerb: Verb {
  public static let name = "demo"
  public let company: String?
  public let reports: String
  public let keepsServer: Bool
  /// Only starts the server, says how libpq reaches it, and ends with standard input.
  public let isServerOnly: Bool
  public var needsConfiguration: Bool { false }

  public init(company: String?, reports: String, keepsServer: Bool, isServerOnly: Bool) {
    self.company = company
    self.reports = reports
    self.keepsServer = keepsServer
    self.isServerOnly = isServerOnly
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    if isServerOnly {
      try Demo.serve { variables in
        for variable in variables {
          console.object("variable", ["name": .string(variable.name), "value": .string(variable.value)])
          console.say("\(variable.name)=\(variable.value)")
        }
        console.object("ready", [:])
        console.say("ready")
      }
      return VerbResult(state: "stopped")
    }
    var demo = Demo()
    demo.company = company
    demo.keepsServer = keepsServer
    demo.reports = reports
    demo.language = console.language
    demo.progress = { console.remark($0.sentence) }
    let outcome = try demo.run()
    for line in DemoText(outcome).lines { console.say(line) }
    tell(outcome, console)
    guard outcome.check.isFine else {
      throw Failure(
        .verificationFailed, Bilingual("已发布的份额有误。", "The published shares are wrong."),
        place: outcome.psqlLine, fix: Bilingual("请附上日志报告这个问题。", "Please report it with the log."))
    }
    return VerbResult(state: "shown")
  }

  private func tell(_ outcome: DemoOutcome, _ console: Console) {
    for run in outcome.runs { RunSummary(outcome: run).object(console) }
    for gap in outcome.gaps {
      console.object(
        "gap",
        [
          "person": .string(gap.person), "key_result": .string(gap.keyResult), "credited": .number(gap.credited),
          "contributed": .number(gap.contributed), "low": .optional(gap.low), "high": .optional(gap.high),
        ])
    }
    console.object(
      "check",
      [
        "name": .string("sums"), "level": .string(outcome.check.isFine ? "ok" : "fail"),
        "divisions": .integer(outcome.check.divisions), "evidence_shares": .integer(outcome.check.evidenceShares),
      ])
    console.object(
      "demo",
      [
        "reports": .array(outcome.reports.map { .string($0) }),
        "workbooks": .array(outcome.workbooks.map { .string($0) }), "is_kept": .bool(outcome.isKept),
        "psql": .optional(outcome.isKept ? outcome.psqlLine : nil),
        "stop": .optional(outcome.isKept ? outcome.stopLine : nil), "seconds": .number(outcome.seconds),
      ])
  }
}
