internal import Reporting

/// A command line that was not understood: told like every other failure, with the nearest verb.
public struct UsageVerb: Verb {
  public static let name = "usage"
  public var needsConfiguration: Bool { false }
  private let message: String
  private let arguments: [String]
  private let given: String?
  private let candidates: [String]

  /// - Parameters:
  ///   - message: what the parser says.
  ///   - arguments: the whole command line, of which `--json`, `--lang` and `-q` are still heeded.
  ///   - given: a word that stands where a verb must, and is none.
  ///   - candidates: the verbs that may stand there.
  public init(message: String, arguments: [String], given: String?, candidates: [String]) {
    self.message = message
    self.arguments = arguments
    self.given = given
    self.candidates = candidates
  }

  /// The options that could be read all the same; no file is looked at.
  public var options: GlobalOptions {
    var options = GlobalOptions()
    options.isJSON = arguments.contains("--json")
    options.configurationFile = "/dev/null"
    for (place, argument) in arguments.enumerated() {
      if argument == "--lang", place + 1 < arguments.count { options.language = arguments[place + 1] }
      if argument.hasPrefix("--lang=") { options.language = String(argument.dropFirst(7)) }
    }
    return options
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let help = Bilingual("`fairshare --help` 列出命令和选项。", "`fairshare --help` lists verbs and options.")
    guard let given else {
      throw Failure(
        .usage, Bilingual("无法理解这条命令。", "The command line was not understood."), why: Bilingual(same: message), fix: help
      )
    }
    let near = Nearest.of(given, among: candidates)
    throw Failure(
      .usage, Bilingual("没有“\(given)”这个命令。", "There is no verb \"\(given)\"."),
      place: "fairshare \(arguments.joined(separator: " "))",
      why: candidates.isEmpty
        ? nil
        : Bilingual(
          "可用的命令：\(candidates.joined(separator: "、"))。", "There are \(candidates.joined(separator: ", "))."),
      fix: near.map { Bilingual("是不是想写 `\($0)`？", "Did you mean `\($0)`?") } ?? help)
  }
}
