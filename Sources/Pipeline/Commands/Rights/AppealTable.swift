internal import Reporting
internal import Store

/// Appeals as a table of an answer.
enum AppealTable {
  static func show(_ appeals: [AppealRecords.Appeal], _ console: Console) {
    var table = TextTable(columns: [
      .init("appeal_id", Bilingual("申诉", "appeal")), .init("person", Bilingual("编号", "person")),
      .init("key_result", Bilingual("关键结果", "key result")), .init("opened_at", Bilingual("提出（UTC）", "opened (UTC)")),
      .init("due_on", Bilingual("应答复日", "answer due")), .init("is_overdue", Bilingual("逾期", "overdue")),
      .init("share_before", Bilingual("当时份额", "share then"), isNumber: true),
      .init("share_after", Bilingual("答复时份额", "share at answer"), isNumber: true),
      .init("pieces", Bilingual("证据", "evidence"), isNumber: true),
      .init("text", Bilingual("内容", "text"), isFlexible: true),
      .init("outcome", Bilingual("结果", "outcome")), .init("answer", Bilingual("答复", "answer"), isFlexible: true),
    ])
    for appeal in appeals {
      table.rows.append([
        .init(appeal.id), .init(appeal.person), .init(appeal.keyResult), .init(appeal.openedAt),
        .init(appeal.dueOn ?? "–", .optional(appeal.dueOn)),
        .init(appeal.isOverdue ? "*" : "", .bool(appeal.isOverdue)),
        .units(appeal.before), appeal.after.map { .units($0) } ?? .init("–", .null), .count(appeal.pieces),
        .init(appeal.text), .init(appeal.outcome ?? "–", .optional(appeal.outcome)),
        .init(appeal.answer ?? "–", .optional(appeal.answer)),
      ])
    }
    console.table(table, type: "appeal")
  }

  /// Everyone's share before and after a correction.
  static func show(_ effects: [AppealRecords.Effect], name: (String) -> String, _ console: Console) {
    var table = TextTable(columns: [
      .init("person", Bilingual("编号", "person")), .init("name", Bilingual("姓名", "name"), isFlexible: true),
      .init("share_before", Bilingual("更正前", "before"), isNumber: true),
      .init("share_after", Bilingual("更正后", "after"), isNumber: true),
      .init("change", Bilingual("变化", "change"), isNumber: true),
    ])
    for effect in effects {
      table.rows.append([
        .init(effect.person), .init(name(effect.person)), effect.before.map { .units($0) } ?? .init("–", .null),
        effect.after.map { .units($0) } ?? .init("–", .null), .units((effect.after ?? 0) - (effect.before ?? 0)),
      ])
    }
    console.table(table, type: "effect")
  }

  /// How appeals went, in one line and one object.
  static func show(_ statistics: AppealRecords.Statistics, _ console: Console) {
    console.object(
      "appeal_statistics",
      [
        "opened": .integer(statistics.opened), "open": .integer(statistics.open), "upheld": .integer(statistics.upheld),
        "declined": .integer(statistics.declined), "median_days": .optional(statistics.medianDays),
        "overdue": .integer(statistics.overdue),
      ])
    let median = statistics.medianDays.map { JSONValue.number(($0 * 10).rounded() / 10).text } ?? "–"
    console.say(
      Bilingual(
        "申诉 \(statistics.opened) 件：未答复 \(statistics.open)，支持 \(statistics.upheld)，维持 \(statistics.declined)，答复天数中位数 \(median)，逾期 \(statistics.overdue)",
        "appeals \(statistics.opened): open \(statistics.open), upheld \(statistics.upheld), declined \(statistics.declined), median days to answer \(median), overdue \(statistics.overdue)"
      ))
  }
}
