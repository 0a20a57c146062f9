internal import Contribution

extension StoreError {
  static func missingTable(_ table: SourceTable, schema: String) -> StoreError {
    StoreError(
      .sourceMissing, sentence: "The source has no table \(table.rawValue).", place: "schema \(schema)",
      why: "Fairshare cannot score without it.",
      fix: "Run `fairshare migrate`, or put a view of that name and its contract columns there (--source-schema).",
      chinese: .init(
        "来源里没有表 \(table.rawValue)。", why: "缺了它就无法评分。",
        fix: "运行 `fairshare migrate`，或在那里放一个同名同列的视图（--source-schema）。"))
  }

  static func missingColumn(_ table: SourceTable, _ column: String) -> StoreError {
    StoreError(
      .columnMismatch, sentence: "Column \(column) is missing.", place: "table \(table.rawValue)",
      why: "The contract needs this column.", fix: "Add the column to the table or view; see docs/data-dictionary.md.",
      chinese: .init(
        "缺少列 \(column)。", why: "约定需要这一列。", fix: "在表或视图里补上这一列，见 docs/data-dictionary.md。"))
  }

  static func unreadableColumn(_ table: SourceTable, _ column: String, type: String) -> StoreError {
    StoreError(
      .columnMismatch, sentence: "Column \(column) has type \(type), which cannot be read as what the contract says.",
      place: "table \(table.rawValue)", why: "Its values would have to be guessed.",
      fix: "Cast the column in a view; see docs/data-dictionary.md.",
      chinese: .init(
        "列 \(column) 的类型是 \(type)，不能按约定读取。", why: "它的值只能靠猜。",
        fix: "在视图里转换这一列的类型，见 docs/data-dictionary.md。"))
  }

  static func unknownZone(_ zone: String) -> StoreError {
    StoreError(
      .zoneUnknown, sentence: "The server knows no such time zone.", place: "source.zone = \(zone)",
      why: "Days and times without a zone could not be told apart.",
      fix: "Name a zone such as Asia/Shanghai in fairshare.toml; `SELECT name FROM pg_timezone_names` lists them.",
      chinese: .init(
        "服务器不认识这个时区。", why: "没有时区的日期和时间无法确定。",
        fix: "在 fairshare.toml 里写 Asia/Shanghai 这样的名字；`SELECT name FROM pg_timezone_names` 会列出来。"))
  }

  static func unsafeEncoding() -> StoreError {
    StoreError(
      .encodingUnsafe, sentence: "The database does not say how its text is encoded.",
      place: "database encoding SQL_ASCII",
      why: "Its bytes may be UTF-8, GBK or a mixture; names would be guessed.",
      fix: "Load the source into a database with encoding UTF8, then run it there.",
      chinese: .init(
        "数据库没有说明文字的编码。", why: "它的字节可能是 UTF-8、GBK 或两者混用，姓名只能靠猜。",
        fix: "把来源装入 UTF8 编码的数据库，再在那里运行。"))
  }

  static func unknownPeriod(_ id: String, known: [String]) -> StoreError {
    // Periods look alike, so only one that differs in case is likely meant.
    let meant = known.first { $0.lowercased() == id.lowercased() }
    return StoreError(
      .periodUnknown, sentence: "There is no such period.", place: "table periods, period_id \(id)",
      why: known.isEmpty ? "The table is empty." : "Known periods: \(known.suffix(12).joined(separator: ", ")).",
      fix: known.isEmpty
        ? "Import a company first: `fairshare import DIR`."
        : meant.map { "Did you mean --period \($0)?" } ?? "Name one of them with --period.",
      chinese: .init(
        "没有这个周期。",
        why: known.isEmpty ? "周期表是空的。" : "已知的周期：\(known.suffix(12).joined(separator: "、"))。",
        fix: known.isEmpty
          ? "先装入数据：`fairshare import 文件夹`。" : meant.map { "是不是想写 --period \($0)？" } ?? "用 --period 写其中一个。"))
  }

  static func unusablePeriod(_ id: String) -> StoreError {
    StoreError(
      .periodUnusable, sentence: "The period's dates cannot be used.", place: "table periods, period_id \(id)",
      why: "A period needs a first and a last day, in order, at most three years apart.",
      fix: "Correct starts_on and ends_on.",
      chinese: .init(
        "这个周期的日期不能使用。", why: "周期要有第一天和最后一天，先后有序，相距不超过三年。", fix: "改正 starts_on 和 ends_on。"))
  }
}
