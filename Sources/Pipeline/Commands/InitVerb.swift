internal import Glibc
internal import Reporting

/// `fairshare init`: writes a commented configuration file with every setting; never overwrites one.
public struct InitVerb: Verb {
  public static let name = "init"
  public let file: String
  public var needsConfiguration: Bool { false }

  public init(file: String?) { self.file = file ?? ConfigurationReader.fileName }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let code = errno
      if code == EEXIST {
        throw Failure(
          .fileExists, Bilingual("文件已经存在，没有改动。", "The file is there already and was left as it is."), place: file,
          fix: Bilingual("用 --config 换一个名字，或先移走它。", "Choose another name with --config, or move it away first."))
      }
      throw Failure(
        .configurationUnreadable, Bilingual("文件无法写出。", "The file cannot be written."), place: file,
        why: Bilingual(same: unsafe strerror(code).map { unsafe String(cString: $0) } ?? ""),
        fix: Bilingual("换一个可写的位置。", "Choose a place that can be written."))
    }
    Console.write(Self.text(console.language), to: descriptor)
    close(descriptor)
    console.object("file", ["path": .string(file), "settings": .integer(Setting.all.count)])
    console.say(Bilingual("已写出 \(file)（\(Setting.all.count) 项设置）", "wrote \(file) (\(Setting.all.count) settings)"))
    console.say(Bilingual("下一步：`fairshare doctor`", "next: `fairshare doctor`"))
    return VerbResult(state: "written")
  }

  /// Every key with what it means, what is allowed, its variable and its default, as a comment.
  static func text(_ language: Language) -> String {
    let head = Bilingual(
      "Fairshare 的设置。去掉行首的 # 即可改动；优先级：命令行 > 本文件 > 环境变量 > 默认值。",
      "Settings of Fairshare. Take the # away to change one; command line > this file > environment > default.")
    var lines = ["# \(head[language])", ""]
    var table = ""
    let defaults = Configuration()
    for setting in Setting.all {
      let parts = setting.key.split(separator: ".")
      if parts.count == 2, String(parts[0]) != table {
        table = String(parts[0])
        lines.append("[\(table)]")
      }
      let allowed = Bilingual("允许：\(setting.allowed.chinese)", "allowed: \(setting.allowed.english)")
      lines.append("# \(setting.summary[language])")
      lines.append("# \(allowed[language]) [env: \(setting.variable)]")
      let value = setting.text(defaults)
      lines.append("# \(parts.last ?? "") = \(value.isEmpty ? (setting.kind == .number ? "90.0" : "1") : value)")
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }
}
