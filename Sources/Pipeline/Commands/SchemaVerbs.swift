internal import Reporting
internal import Store

/// `fairshare migrate`: creates or upgrades the schemas.
public struct MigrateVerb: Verb {
  public static let name = "migrate"
  /// Prints what a DBA runs where this login may not make roles, and does nothing else.
  public let printsRoles: Bool

  public init(printsRoles: Bool = false) { self.printsRoles = printsRoles }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard !printsRoles else {
      console.object("roles", ["script": .string(Rights.script)])
      // Line by line: a text is shown without control characters, and a comment of SQL ends with its line.
      for line in Rights.script.split(separator: "\n") { console.say(String(line)) }
      return VerbResult(state: "printed")
    }
    let (report, open) = try workplace.migrateWithRights()
    console.object(
      "migration",
      [
        "version_before": .integer(report.versionBefore), "version": .integer(report.version),
        "applied": .array(report.applied.map { .string($0) }),
      ])
    console.say(
      Bilingual(
        "数据库结构版本 \(report.versionBefore) -> \(report.version)",
        "schema version \(report.versionBefore) -> \(report.version)"))
    for name in report.applied { console.say(Bilingual("  已应用 \(name)", "  applied \(name)")) }
    for item in open {
      console.object("rights", ["code": .string(item.code), "subject": .string(item.subject)])
      console.remark(
        item.code == "role_missing"
          ? Bilingual("缺少角色 \(item.subject)", "role \(item.subject) is missing")
          : Bilingual("需要 DBA 执行：\(item.subject)", "a DBA has to run: \(item.subject)"))
    }
    if !open.isEmpty {
      console.remark(
        Bilingual(
          "请 DBA 运行 `fairshare migrate --roles-sql` 打印的脚本，再运行一次 `fairshare migrate`；在此之前只有所有者能读写，批处理照常可用。",
          "Ask a DBA to run what `fairshare migrate --roles-sql` prints, then run `fairshare migrate` again; until then only the owner reads and writes, and the batch works."
        ))
    }
    return VerbResult(state: report.applied.isEmpty ? "unchanged" : "migrated")
  }
}

/// `fairshare import DIR`: loads contract CSV files, all or nothing.
public struct ImportVerb: Verb {
  public static let name = "import"
  public let folder: String
  public let appends: Bool

  public init(folder: String, appends: Bool) {
    self.folder = folder
    self.appends = appends
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let name = workplace.configuration.sourceZone
    guard let zone = LocalZone(name: name) else {
      throw Failure(
        .configurationInvalid, Bilingual("没有名为 \(name) 的时区。", "There is no time zone \(name)."),
        place: "source.zone = \(name)",
        fix: Bilingual("写 Asia/Shanghai 这样的名字。", "Name a zone such as Asia/Shanghai."))
    }
    let report = try workplace.importFolder(
      folder, options: ImportOptions(mode: appends ? .append : .replace, zone: zone))
    var table = TextTable(columns: [
      .init("table", Bilingual("表", "table")), .init("rows", Bilingual("行", "rows"), isNumber: true),
      .init("loaded", Bilingual("装入", "loaded"), isNumber: true),
    ])
    for row in report.tables { table.rows.append([.init(row.table), .count(row.rows), .count(row.loaded)]) }
    console.table(table, type: "table")
    for row in report.badRows {
      console.object(
        "bad_row",
        [
          "file": .string(row.file), "line": .integer(row.line), "column": .optional(row.column),
          "code": .string(row.code), "why": .string(row.why),
        ])
      console.say("\(row)")
    }
    for notice in report.notices {
      console.object(
        "notice",
        [
          "file": .string(notice.file), "code": .string(notice.code), "count": .integer(notice.count),
          "detail": .string(notice.detail),
        ])
      console.say("\(notice.file): \(notice.code) (\(notice.count)): \(notice.detail)")
    }
    guard !report.isRefused else {
      throw Failure(
        .importRefused,
        Bilingual(
          "有 \(report.badRowCount) 处不符合约定，什么都没有装入。",
          "\(report.badRowCount) places are not as the contract says; nothing was loaded."),
        place: folder, fix: Bilingual("改正上面列出的行，再导入一次。", "Mend the rows listed above, then import again."))
    }
    console.say(Bilingual("下一步：`fairshare run --period 周期`", "next: `fairshare run --period ID`"))
    return VerbResult(state: "loaded")
  }
}
