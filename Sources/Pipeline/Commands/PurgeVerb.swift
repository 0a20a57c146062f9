internal import Glibc
internal import Postgres
internal import Reporting
internal import Store

/// `fairshare purge RUN`: deletes the results of a superseded run, after its id was typed back.
public struct PurgeVerb: Verb {
  public static let name = "purge"
  public let run: String
  public let reason: String
  /// Asks nothing: for scripts.
  public let isConfirmed: Bool

  public init(run: String, reason: String, isConfirmed: Bool) {
    self.run = run
    self.reason = reason
    self.isConfirmed = isConfirmed
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let id = try RunSearch.id(run, place: "fairshare purge \(run)")
    var connection = try workplace.connect("purge")
    try Migrator().requireCurrent(&connection)
    guard let found = try RunRegistry.find(&connection, run: id) else {
      throw RunSearch.unknown(&connection, run)
    }
    guard found.state == "superseded" else {
      throw Failure(
        .purgeRefused,
        Bilingual("运行 \(run) 的状态是 \(found.state)，不能清除。", "Run \(run) is \(found.state) and cannot be purged."),
        place: "period \(found.periodID)",
        why: Bilingual("只有已被取代、读者不再看到的运行才能清除。", "Only a superseded run, which readers no longer follow, can be."),
        fix: Bilingual("用 `fairshare status` 选一次 superseded 的运行。", "Choose a superseded run from `fairshare status`."))
    }
    if let appeal = try AppealRecords.all(&connection).first(where: { $0.isOpen && $0.runBefore == id }) {
      throw Failure(
        .purgeRefused,
        Bilingual("运行 \(run) 还有未答复的申诉。", "An appeal against run \(run) is open."), place: appeal.id,
        fix: Bilingual("先答复申诉。", "Answer the appeal first."))
    }
    if !isConfirmed { try confirm(found.periodID, console) }
    let actor = connection.user
    guard let period = try RunPurge.purge(&connection, run: id, by: actor, reason: reason) else {
      throw Failure(
        .purgeRefused, Bilingual("运行 \(run) 刚刚变了，没有清除。", "Run \(run) changed just now and was not purged."),
        fix: Bilingual("再看一次 `fairshare status`。", "Look at `fairshare status` again."))
    }
    console.object("purge", ["run_id": .string(id.text), "period": .string(period)])
    console.say(
      Bilingual(
        "已清除周期 \(period) 的运行 \(id.text)；登记和审计记录保留",
        "purged run \(id.text) of period \(period); registry and audit trail keep it"))
    return VerbResult(state: "purged")
  }

  /// - Throws: `Failure` with code `usage` without a terminal, `cancelled` where something else was typed.
  private func confirm(_ period: String, _ console: Console) throws(Failure) {
    guard isatty(0) == 1, isatty(2) == 1, !console.isJSON else {
      throw Failure(
        .usage, Bilingual("没有终端可以确认清除。", "There is no terminal to confirm the purge on."),
        place: "fairshare purge \(run)", fix: Bilingual("在脚本里加上 --yes。", "Add --yes in a script."))
    }
    Console.write(
      console.word(
        Bilingual(
          "这会删除周期 \(period) 的运行 \(run) 的全部结果，无法恢复。请输入运行编号确认：",
          "This deletes every result of run \(run) of period \(period) for good. Type the run id to go on: ")), to: 2)
    guard readLine(strippingNewline: true) == run else {
      throw Failure(
        .cancelled, Bilingual("编号不一致，没有清除。", "That is not the run id; nothing was purged."),
        place: "fairshare purge \(run)", fix: Bilingual("需要时再运行一次。", "Run it again when you mean it."))
    }
  }
}

/// Runs by the id that a user typed.
enum RunSearch {
  static func id(_ text: String, place: String) throws(Failure) -> RunID {
    guard let id = RunID(text: text.lowercased()) else {
      throw Failure(
        .usage, Bilingual("“\(text)”不是运行编号。", "\"\(text)\" is no run id."), place: place,
        fix: Bilingual("从 `fairshare status` 里取完整的编号。", "Take the whole id from `fairshare status`."))
    }
    return id
  }

  static func unknown(_ connection: inout Connection, _ text: String) -> Failure {
    let known = (try? RunHistory.rows(&connection, period: nil, limit: 1000).map(\.runID)) ?? []
    return Failure(
      .notFound, Bilingual("没有运行 \(text)。", "There is no run \(text)."),
      why: Failure.nearest(to: text, among: known),
      fix: Bilingual("`fairshare status` 列出所有运行。", "`fairshare status` lists the runs."))
  }
}
