internal import Postgres
internal import Reporting
internal import Store

/// `fairshare release --run ID --reason TEXT`: publishes a run that was held back, in the name of somebody who looked at it.
public struct ReleaseVerb: Verb {
  public static let name = "release"
  public let run: String
  public let person: String?
  public let reason: String

  public init(run: String, person: String?, reason: String) {
    self.run = run
    self.person = person
    self.reason = reason
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        .usage, Bilingual("放行需要原因。", "A release needs a reason."), place: "--reason",
        fix: Bilingual("写下核对了什么。", "Say what was looked at."))
    }
    var connection = try workplace.connect("release")
    try Migrator().requireCurrent(&connection)
    guard let id = RunID(text: run), let held = try HeldRun(&connection, id) else {
      throw Failure(
        .notFound, Bilingual("没有等待放行的运行 \(run)。", "No run \(run) waits for a release."), place: "--run \(run)",
        fix: Bilingual("`fairshare status` 列出状态为 held 的运行。", "`fairshare status` lists runs whose state is held."))
    }
    guard try connection.tryAdvisoryLock(RunRegistry.lockKey(held.period)) else {
      throw Failure(
        .runActive,
        Bilingual("周期 \(held.period) 的另一次运行正在进行。", "A run of period \(held.period) is active."),
        fix: Bilingual("等它结束，再看 `fairshare status`。", "Wait for it, then look at `fairshare status`."))
    }
    guard
      try held.publish(
        &connection, for: person, reason: reason, commentDays: workplace.configuration.commentDays)
    else {
      throw Failure(
        .overtaken,
        Bilingual("周期 \(held.period) 已由后来的运行接手。", "A later run of period \(held.period) took over."),
        place: "run \(run)",
        fix: Bilingual("`fairshare status` 看看现在的结果。", "`fairshare status` shows what stands now."))
    }
    console.object("release", ["run_id": .string(run), "period": .string(held.period)])
    console.say(Bilingual("运行 \(run) 已发布（\(held.reason)）", "run \(run) is published (\(held.reason))"))
    return VerbResult(state: "published")
  }
}
