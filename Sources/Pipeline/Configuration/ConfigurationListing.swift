internal import Reporting

extension Console {
  /// Every setting with its value and origin, on stderr; secrets hidden.
  func show(_ resolved: ResolvedConfiguration) {
    for setting in Setting.all {
      let value = Secret.hidden(setting.text(resolved.configuration))
      let origin = resolved.origins[setting.key]?.text ?? "default"
      detail(Bilingual(same: "  \(setting.key) = \(value.isEmpty ? "–" : value)  (\(origin))"))
    }
  }
}

/// `fairshare config show`: every setting, and with `--origin` where its value came from.
public struct ConfigShowVerb: Verb {
  public static let name = "config show"
  public let showsOrigin: Bool

  public init(showsOrigin: Bool) { self.showsOrigin = showsOrigin }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    var columns: [TextTable.Column] = [
      .init("key", Bilingual("设置", "setting")), .init("value", Bilingual("值", "value"), isFlexible: true),
    ]
    if showsOrigin || console.isJSON { columns.append(.init("origin", Bilingual("来自", "from"))) }
    var table = TextTable(columns: columns)
    for setting in Setting.all {
      let value = Secret.hidden(setting.text(resolved.configuration))
      var row = [
        TextTable.Cell(setting.key),
        TextTable.Cell(value.isEmpty ? "–" : value, value.isEmpty ? .null : .string(value)),
      ]
      if columns.count == 3 { row.append(TextTable.Cell(resolved.origins[setting.key]?.text ?? "default")) }
      table.rows.append(row)
    }
    console.table(table, type: "setting")
    return VerbResult(state: "shown")
  }
}
