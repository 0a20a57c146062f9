internal import Postgres
internal import Reporting
internal import Store

/// What stands between a sound program and a wrong result: feeds that shrank, and results that moved too far.
extension NightlyRun {
  /// Refuses a source that holds less than half of the rows that the published run found, unless somebody says why it does.
  func refuseDrop(_ control: inout Connection, _ records: PeriodRecords) throws {
    let dropped = try RunRegistry.dropped(&control, records, minimum: Self.leastRows)
    guard let worst = dropped.first else { return }
    let text = dropped.map { "\($0.table) \($0.before) -> \($0.now)" }.joined(separator: ", ")
    if let acceptedDrop {
      guard !isDryRun else { return }
      return try RunRegistry.audit(
        &control, by: control.user, "accept_drop", subject: period, detail: "\(text): \(acceptedDrop)")
    }
    throw Failure(
      .rowsDropped,
      Bilingual(
        "\(worst.table) 只剩 \(worst.now) 行，已发布的运行读到 \(worst.before) 行。",
        "\(worst.table) holds \(worst.now) rows, where the published run found \(worst.before)."),
      place: text,
      why: Bilingual("复制到一半的数据看起来就像贡献很低。", "A copy that stopped half-way must not look like low contribution."),
      fix: Bilingual(
        "补全数据源；若确实如此，用 `fairshare run --accept-drop 原因`。",
        "Complete the feed; if this is how it is, `fairshare run --accept-drop REASON`."))
  }

  /// Tables with fewer rows than this tell nothing when they shrink.
  private static let leastRows = 100

  /// Holds the first result of another version of the engine back when it changes much of what readers see, or nobody can tell.
  func holdEngine(_ control: inout Connection, run: RunID, backTest: BackTest, resultDigest: String) throws {
    guard backTest.isBeyondLimit else { return }
    try RunRegistry.hold(&control, run: run, reason: backTest.sentence.english, resultDigest: resultDigest)
    throw Failure(
      .resultHeld,
      Bilingual("\(backTest.sentence.chinese)；结果暂不发布。", "\(backTest.sentence.english); the result is held back."),
      place: "run \(run.text)",
      why: Bilingual(
        "换引擎版本会改变已经发布过的数字，应当由人先看一眼。",
        "Another version of the engine changes figures that people have seen, and somebody should look first."),
      fix: Bilingual(
        "看 docs/CHANGELOG.md 里改了什么；若可以接受，运行 `fairshare release --run \(run.text) --reason 原因`，否则换回 \(backTest.before)。",
        "Read in docs/CHANGELOG.md what was changed; if it is right, `fairshare release --run \(run.text) --reason REASON`, else go back to \(backTest.before)."
      ))
  }

  /// Holds the run back when it would move many people far: a person must look and release it.
  func holdDrift(
    _ control: inout Connection, run: RunID, drift: Publication.Drift?, resultDigest: String
  ) throws {
    guard let drift, drift.moved >= configuration.driftMinimum,
      Double(drift.moved) > configuration.driftPeople * Double(drift.people)
    else { return }
    let points = JSONValue.number(configuration.driftPoints).text
    let reason = "\(drift.moved) of \(drift.people) people move by more than \(points) points"
    try RunRegistry.hold(&control, run: run, reason: reason, resultDigest: resultDigest)
    throw Failure(
      .resultHeld,
      Bilingual(
        "\(drift.people) 人中有 \(drift.moved) 人的份额变动超过 \(points) 个百分点，结果暂不发布。",
        "\(drift.moved) of \(drift.people) people would move by more than \(points) points; the result is held back."),
      place: "run \(run.text)",
      why: Bilingual(
        "这么大的变动多半来自数据源的变化，应当由人先看一眼。",
        "So large a move mostly comes from a change of the feed, and somebody should look first."),
      fix: Bilingual(
        "核对数据源；若结果属实，运行 `fairshare release --run \(run.text) --reason 原因`。",
        "Look at the feed; if the result is right, `fairshare release --run \(run.text) --reason REASON`."))
  }
}
