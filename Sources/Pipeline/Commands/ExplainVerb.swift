internal import Contribution
internal import Reporting
internal import Store

/// `fairshare explain person ID --key-result ID`: every act behind one share, or for who may not read the source those that weigh most.
public struct ExplainPersonVerb: Verb {
  public static let name = "explain person"
  public let person: String
  public let keyResult: String
  public let period: String?

  public init(person: String, keyResult: String, period: String?) {
    self.person = person
    self.keyResult = keyResult
    self.period = period
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let answer = try PersonExplanation.make(workplace, person: person, keyResult: keyResult, period: period)
    console.object(
      "share",
      [
        "run_id": .string(answer.runID), "period": .string(answer.period), "key_result": .string(answer.keyResultID),
        "title": .string(answer.title), "person": .string(answer.personID), "name": .string(answer.name),
        "model": .string(answer.headline.rawValue), "share": .string(TextTable.Cell.exact(answer.shareUnits)),
        "evidence_share": .string(TextTable.Cell.exact(answer.evidenceUnits)),
        "recomputed_share": .optional(answer.recomputedUnits.map(TextTable.Cell.exact)),
        "is_unchanged": answer.isUnchanged.map { .bool($0) } ?? .null,
        "is_same_configuration": .bool(answer.isSameConfiguration),
        "acts": .integer(answer.actCount), "listed_acts": .integer(answer.acts.count),
        "other_acts_share": .string(TextTable.Cell.exact(answer.otherUnits)),
      ])
    head(answer, console)
    models(answer, console)
    pieces(answer, console)
    acts(answer, console)
    steps(answer, console)
    counterfactuals(answer, console)
    remarks(answer, console)
    return VerbResult(state: answer.isUnchanged == false ? "source_changed" : "explained")
  }

  private func head(_ answer: PersonExplanation, _ console: Console) {
    let share = TextTable.Cell.percentText(Double(answer.shareUnits) / Double(ShareUnits.one))
    let model = CommandWord.model(answer.headline)
    console.say(
      Bilingual(
        "\(answer.name)（\(answer.personID)）在“\(answer.title)”（\(answer.keyResultID)）中的份额是 \(share)",
        "\(answer.name) (\(answer.personID)) holds \(share) of \"\(answer.title)\" (\(answer.keyResultID))"))
    console.say(
      Bilingual(
        "周期 \(answer.period)，运行 \(answer.runID)，模型：\(model.chinese)",
        "period \(answer.period), run \(answer.runID), model: \(model.english)"))
  }

  private func models(_ answer: PersonExplanation, _ console: Console) {
    var table = TextTable(columns: [
      .init("model", Bilingual("模型", "model")), .init("share", Bilingual("份额", "share"), isNumber: true),
      .init("low", Bilingual("90% 下限", "90 % low"), isNumber: true),
      .init("high", Bilingual("90% 上限", "90 % high"), isNumber: true),
    ])
    for model in answer.models {
      table.rows.append([
        .init(console.word(CommandWord.model(model.model)), .string(model.model.rawValue)), .units(model.units),
        model.low.map { .units($0) } ?? .init("–", .null), model.high.map { .units($0) } ?? .init("–", .null),
      ])
    }
    console.gap()
    console.table(table, type: "model")
  }

  private func pieces(_ answer: PersonExplanation, _ console: Console) {
    var table = TextTable(columns: [
      .init("kind", Bilingual("证据来源", "kind of evidence")), .init("acts", Bilingual("次数", "acts"), isNumber: true),
      .init("amount", Bilingual("份额", "amount"), isNumber: true),
    ])
    for piece in answer.pieces {
      table.rows.append([
        .init(console.word(CommandWord.channel(piece.channel)), .string(piece.channel.rawValue)), .count(piece.acts),
        .units(piece.units),
      ])
    }
    if !console.isJSON {
      table.rows.append([
        .init(console.word(Bilingual("合计", "sum"))), .count(answer.pieces.reduce(0) { $0 + $1.acts }),
        .units(answer.pieceSum),
      ])
    }
    console.gap()
    console.table(table, type: "piece")
  }

  private func acts(_ answer: PersonExplanation, _ console: Console) {
    guard !answer.acts.isEmpty else { return }
    var table = TextTable(columns: [
      .init("kind", Bilingual("行为", "act")), .init("source_table", Bilingual("来源表", "source table")),
      .init("source_id", Bilingual("来源编号", "source id"), isFlexible: true),
      .init("amount", Bilingual("份额", "amount"), isNumber: true),
    ])
    for act in answer.acts {
      table.rows.append([
        .init(console.word(CommandWord.channel(act.channel)), .string(act.channel.rawValue)), .init(act.table),
        .init(act.sourceID), .units(act.units),
      ])
    }
    if !console.isJSON {
      if answer.actCount > answer.acts.count {
        let count = answer.actCount - answer.acts.count
        table.rows.append([
          .init(console.word(Bilingual("其余 \(count) 项", "\(count) others"))), .init(""), .init(""),
          .units(answer.otherUnits),
        ])
      }
      table.rows.append([
        .init(console.word(Bilingual("合计", "sum"))), .init(""), .init(""), .units(answer.actSum + answer.otherUnits),
      ])
    }
    console.gap()
    console.table(table, type: "act")
  }

  private func steps(_ answer: PersonExplanation, _ console: Console) {
    guard !answer.steps.isEmpty else { return }
    var table = TextTable(columns: [
      .init("step", Bilingual("步骤", "step")), .init("amount", Bilingual("增减", "adds"), isNumber: true),
    ])
    for step in answer.steps {
      table.rows.append([
        .init(console.word(CommandWord.consensusStep(step.step)), .string(step.step)), .units(step.units),
      ])
    }
    if !console.isJSON { table.rows.append([.init(console.word(Bilingual("合计", "sum"))), .units(answer.stepSum)]) }
    console.gap()
    console.table(table, type: "step")
  }

  private func counterfactuals(_ answer: PersonExplanation, _ console: Console) {
    guard let first = answer.counterfactuals.first else { return }
    var table = TextTable(columns: [
      .init("kind", Bilingual("若没有这条", "without this act")),
      .init("source_table", Bilingual("来源表", "source table")),
      .init("source_id", Bilingual("来源编号", "source id"), isFlexible: true),
      .init("share_without", Bilingual("份额会是", "share would be"), isNumber: true),
      .init("change", Bilingual("变化", "change"), isNumber: true),
    ])
    for act in answer.counterfactuals {
      table.rows.append([
        .init(console.word(CommandWord.channel(act.channel)), .string(act.channel.rawValue)), .init(act.table),
        .init(act.sourceID), .units(act.unitsWithout), .units(act.change),
      ])
    }
    let one = Double(ShareUnits.one)
    let before = TextTable.Cell.percentText(Double(first.unitsWithout - first.change) / one)
    let after = TextTable.Cell.percentText(Double(first.unitsWithout) / one)
    console.gap()
    console.say(
      Bilingual(
        "最要紧的一条记录是 \(first.table) \(first.sourceID)：没有它，综合份额会从 \(before) 变为 \(after)。每次只去掉一条，其余不变：",
        "The record that matters most is \(first.table) \(first.sourceID): without it the consensus share would go from "
          + "\(before) to \(after). One at a time, all else as it is:"))
    console.table(table, type: "counterfactual")
  }

  private func remarks(_ answer: PersonExplanation, _ console: Console) {
    let published = TextTable.Cell.exact(answer.evidenceUnits)
    console.gap()
    guard let recomputed = answer.recomputedUnits else { return fromStore(answer, console) }
    if answer.isUnchanged == true {
      console.say(
        Bilingual(
          "所有行为之和 \(TextTable.Cell.exact(answer.actSum)) = 已发布的证据份额 \(published)",
          "all acts sum to \(TextTable.Cell.exact(answer.actSum)) = the published evidence share \(published)"))
    } else if answer.acts.isEmpty, answer.pieces.isEmpty {
      console.say(
        Bilingual("没有记录到任何行为，证据份额为 \(published)。", "No act is on record; the evidence share is \(published)."))
    } else {
      let now = TextTable.Cell.exact(recomputed)
      console.say(
        Bilingual(
          "注意：按来源现在的内容算出 \(now)，已发布的是 \(published)。"
            + (answer.isSameConfiguration ? "来源在运行之后有变动。" : "设置或版本与那次运行不同。"),
          "Note: the source as it is now gives \(now), published is \(published). "
            + (answer.isSameConfiguration
              ? "The source has changed since the run." : "Settings or version differ from those of the run.")))
    }
  }
}

extension ExplainPersonVerb {
  /// What a login that may not read the source is not shown, in words.
  private func fromStore(_ answer: PersonExplanation, _ console: Console) {
    let (listed, all) = (answer.acts.count, answer.actCount)
    if all == 0 {
      console.say(Bilingual("没有记录到任何行为。", "No act is on record."))
    } else if listed < all {
      console.say(
        Bilingual(
          "上面是 \(all) 项行为中最重的 \(listed) 项，与运行一起保存；其余 \(all - listed) 项没有逐条保存。",
          "Listed are the \(listed) of \(all) acts that weigh most, as they were stored with the run; the other \(all - listed) were not "
            + "stored one by one."))
    } else {
      console.say(
        Bilingual("上面是全部 \(all) 项行为，与运行一起保存。", "Listed are all \(all) acts, as they were stored with the run."))
    }
    console.say(
      Bilingual(
        "没有显示：按来源现在的内容重算的结果，以及少了某一条时份额会是多少；这需要能读取来源各表的登录。",
        "Not shown: what the source gives now, and what the share would be without an act; that needs a login that may read the tables "
          + "of the source."))
  }
}

/// `fairshare explain code FS021`: what a message code means.
public struct ExplainCodeVerb: Verb {
  public static let name = "explain code"
  public let code: String
  public var needsConfiguration: Bool { false }

  public init(code: String) { self.code = code }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard let found = MessageCode(rawValue: code.uppercased()) else {
      let near = Nearest.of(code.uppercased(), among: MessageCode.allCases.map(\.rawValue))
      throw Failure(
        .usage, Bilingual("没有代码 \(code)。", "There is no code \(code)."), place: "fairshare explain code \(code)",
        fix: Bilingual(
          near.map { "是不是 \($0)？" } ?? "代码是 FS 加三位数字。",
          near.map { "Did you mean \($0)?" } ?? "A code is FS and three digits."))
    }
    let exit = found.exit
    console.object(
      "code",
      [
        "code": .string(found.rawValue), "name": .string("\(found)"),
        "meaning": .string(console.word(Bilingual(found.chineseMeaning, found.meaning))),
        "fix": .string(console.word(Bilingual(found.chineseFix, found.englishFix))),
        "exit_code": .integer(Int(exit.rawValue)), "exit_name": .string("\(exit)"),
      ])
    console.say("\(found.rawValue)  \(found)")
    console.say(Bilingual("  含义 \(found.chineseMeaning)", "  means \(found.meaning)"))
    console.say(Bilingual("  建议 \(found.chineseFix)", "  fix   \(found.englishFix)"))
    console.say(Bilingual("  退出码 \(exit.rawValue)（\(exit)）", "  exit  \(exit.rawValue) (\(exit))"))
    return VerbResult(state: "explained")
  }
}
