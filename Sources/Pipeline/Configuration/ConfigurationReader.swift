internal import Glibc
internal import Reporting
internal import TOMLKit

/// Resolves every setting: flag, then file, then environment, then built-in; strict about all of them.
struct ConfigurationReader {
  static let fileName = "fairshare.toml"

  var environment: (String) -> String? = Environment.value

  /// - Parameter isStrict: whether a fault of file or environment is an error; verbs that help to mend it go on without.
  /// - Throws: `Failure` with code `configurationInvalid` or `configurationUnreadable`.
  func resolve(_ options: GlobalOptions, isStrict: Bool = true) throws(Failure) -> ResolvedConfiguration {
    var resolved = ResolvedConfiguration(configuration: Configuration(), origins: [:], file: nil)
    for setting in Setting.all { resolved.origins[setting.key] = .builtIn }
    for setting in Setting.all {
      guard let text = environment(setting.variable), !text.isEmpty else { continue }
      do throws(Failure) {
        try assign(
          setting, setting.parse(text), to: &resolved, origin: .environment(setting.variable), shown: text,
          place: "\(setting.variable)=\(Self.shown(setting, text))")
      } catch {
        if isStrict { throw error }
      }
    }
    do throws(Failure) {
      try readFile(options, into: &resolved)
    } catch {
      if isStrict { throw error }
    }
    for flag in options.flags {
      guard let setting = Setting.find(flag.key) else { continue }
      try assign(
        setting, setting.parse(flag.text), to: &resolved, origin: .flag(flag.option), shown: flag.text,
        place: "\(flag.option) \(Self.shown(setting, flag.text))")
    }
    return resolved
  }

  private func readFile(_ options: GlobalOptions, into resolved: inout ResolvedConfiguration) throws(Failure) {
    let named = options.configurationFile ?? environment("FAIRSHARE_CONFIG")
    let path = named ?? Self.fileName
    guard let bytes = try Self.read(path, isRequired: named != nil) else { return }
    try take(bytes, path, into: &resolved)
  }

  /// Takes over the settings of a file's bytes.
  func take(
    _ bytes: [UInt8], _ path: String, into resolved: inout ResolvedConfiguration
  ) throws(Failure) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .configurationUnreadable, Bilingual("配置文件不是 UTF-8。", "The configuration file is not UTF-8."), place: path,
        fix: Bilingual("用 UTF-8 保存它。", "Save it as UTF-8."))
    }
    resolved.file = path
    if let line = ParserTraps.line(in: bytes) {
      throw Failure(
        .configurationUnreadable, Bilingual("配置文件不是正确的 TOML。", "The configuration file is no valid TOML."),
        place: "\(path):\(line)  \(ConfigurationText(text).text(line))",
        fix: Bilingual(
          "方括号里写一个表名，如 [run]；设置里没有列表、日期和时间。",
          "Name a table in the brackets, as in [run]; no setting is a list, a date or a time."))
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let line = error.source.begin.line
      throw Failure(
        .configurationUnreadable, Bilingual("配置文件不是正确的 TOML。", "The configuration file is no valid TOML."),
        place: "\(path):\(line)  \(ConfigurationText(text).text(line))",
        why: Bilingual(same: "\(error.description) (column \(error.source.begin.column))"),
        fix: Bilingual("改正这一行；文字要放在引号里。", "Correct this line; texts stand between quotes."))
    } catch {
      throw Failure(
        .configurationUnreadable, Bilingual("配置文件不是正确的 TOML。", "The configuration file is no valid TOML."), place: path,
        fix: Bilingual("用 `fairshare init` 在别处写一份样例来对照。", "Compare it with one that `fairshare init` writes elsewhere.")
      )
    }
    try take(table, prefix: "", ConfigurationText(text), path, into: &resolved)
  }

  /// Walks the file's tables; each key must be a setting, each value of its kind and range.
  private func take(
    _ table: TOMLTable, prefix: String, _ text: ConfigurationText, _ path: String,
    into resolved: inout ResolvedConfiguration
  ) throws(Failure) {
    for name in table.keys.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
      let key = prefix + name
      let line = text.line(of: key)
      let place = "\(path):\(line)  \(text.text(line))"
      guard let value = table[name] else { continue }
      if let inner = value.table, Setting.all.contains(where: { $0.key.hasPrefix(key + ".") }) {
        try take(inner, prefix: key + ".", text, path, into: &resolved)
        continue
      }
      guard let setting = Setting.find(key) else { throw unknown(key, isTable: value.type == .table, place: place) }
      let shown = value.debugDescription
      try assign(
        setting, Self.value(value), to: &resolved, origin: .file(path: path, line: line), shown: shown,
        place: setting.key == "database" ? "\(path):\(line)" : place)
    }
  }

  private static func value(_ value: any TOMLValueConvertible) -> Setting.Value? {
    if let text = value.string { return .text(text) }
    if let flag = value.bool { return .flag(flag) }
    if let number = value.int { return .integer(number) }
    if let number = value.double { return .number(number) }
    return nil
  }

  private func unknown(_ key: String, isTable: Bool, place: String) -> Failure {
    let tables = Set(Setting.all.compactMap { $0.key.split(separator: ".").dropLast().first.map(String.init) })
    let candidates = isTable ? tables.sorted() : Setting.all.map(\.key)
    let near =
      Nearest.of(key, among: candidates)
      ?? Setting.all.map(\.key).first { $0.hasSuffix("." + (key.split(separator: ".").last.map(String.init) ?? key)) }
    return Failure(
      .configurationInvalid,
      isTable
        ? Bilingual("没有名为 [\(key)] 的设置组。", "There is no table [\(key)] of settings.")
        : Bilingual("没有名为 \(key) 的设置。", "There is no setting \(key)."),
      place: place,
      why: Bilingual("拼错的设置会被悄悄忽略，所以不允许。", "A misspelt setting would be ignored in silence, so none is allowed."),
      fix: near.map { Bilingual("是不是想写 \($0)？", "Did you mean \($0)?") }
        ?? Bilingual("`fairshare config show` 列出所有设置。", "`fairshare config show` lists every setting."))
  }

  private func assign(
    _ setting: Setting, _ value: Setting.Value?, to resolved: inout ResolvedConfiguration,
    origin: ResolvedConfiguration.Origin, shown: String, place: String
  ) throws(Failure) {
    if setting.key == "database", case .text(let text)? = value, Secret.isIn(text) {
      throw Failure(
        .insecureConnection, Bilingual("连接串里有密码。", "The connection string holds a password."),
        place: origin.text,
        why: Bilingual(
          "命令行、配置和环境变量里的密码别人也看得到。", "Others can read a password on a command line, in a file or in the environment."),
        fix: Bilingual("把密码放进 ~/.pgpass 或服务文件。", "Put the password into ~/.pgpass or a service file."))
    }
    guard let value, setting.set(&resolved.configuration, value) else {
      let given = Self.shown(setting, shown)
      // What was typed just now is a matter of use, not of configuration.
      let isFlag = if case .flag = origin { true } else { false }
      throw Failure(
        isFlag ? .usage : .configurationInvalid,
        Bilingual(
          "\(setting.key) 的值是 \(given)，允许：\(setting.allowed.chinese)",
          "\(setting.key) is \(given), allowed is \(setting.allowed.english)"),
        place: place, why: setting.summary,
        fix: Bilingual(
          "改成允许的值，例如默认值 \(Self.example(setting))。",
          "Give an allowed value, for example the default \(Self.example(setting))."))
    }
    resolved.origins[setting.key] = origin
  }

  private static func example(_ setting: Setting) -> String {
    let text = setting.text(Configuration())
    return text.isEmpty ? (setting.kind == .number ? "90" : "1") : text
  }

  private static func shown(_ setting: Setting, _ text: String) -> String {
    setting.key == "database" ? Secret.hidden(text) : text
  }

  /// - Returns: nil where the file is not there and need not be.
  static func read(_ path: String, isRequired: Bool, most: Int = 1 << 20) throws(Failure) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT, !isRequired { return nil }
      throw unreadable(path, errno)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path, errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= most else { throw unreadable(path, EFBIG) }
    }
  }

  private static func unreadable(_ path: String, _ code: Int32) -> Failure {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "errno \(code)"
    return Failure(
      .configurationUnreadable, Bilingual("配置文件无法读取。", "The configuration file cannot be read."), place: path,
      why: Bilingual(same: reason),
      fix: Bilingual(
        "检查 --config 的路径，或用 `fairshare init` 写一份。", "Check the path of --config, or write one with `fairshare init`."))
  }
}

/// Passwords in connection strings: found to be refused, hidden where one slipped through.
enum Secret {
  /// Whether a connection string or URI names a password.
  static func isIn(_ text: String) -> Bool { hidden(text) != text }

  /// The text with the password replaced by `***`.
  static func hidden(_ text: String) -> String {
    var result = text
    if let scheme = text.range(of: "://"), let at = text[scheme.upperBound...].firstIndex(of: "@"),
      let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
    {
      result.replaceSubrange(text.index(after: colon)..<at, with: "***")
    }
    var from = result.startIndex
    while let found = result[from...].range(of: "password") {
      var place = found.upperBound
      while place < result.endIndex, result[place] == " " { place = result.index(after: place) }
      guard place < result.endIndex, result[place] == "=" else {
        from = found.upperBound
        continue
      }
      place = result.index(after: place)
      while place < result.endIndex, result[place] == " " { place = result.index(after: place) }
      var end = place
      if end < result.endIndex, result[end] == "'" {
        end = result[result.index(after: end)...].firstIndex(of: "'").map { result.index(after: $0) } ?? result.endIndex
      } else {
        while end < result.endIndex, result[end] != " ", result[end] != "&" { end = result.index(after: end) }
      }
      let offset = result.distance(from: result.startIndex, to: place) + 3
      result.replaceSubrange(place..<end, with: "***")
      from = result.index(result.startIndex, offsetBy: offset)
    }
    return result
  }
}

extension StringProtocol {
  /// The first place of a piece of text, without Foundation.
  func range(of piece: String) -> Range<Index>? {
    var place = startIndex
    while place < endIndex {
      if self[place...].hasPrefix(piece) { return place..<index(place, offsetBy: piece.count) }
      place = index(after: place)
    }
    return nil
  }
}
