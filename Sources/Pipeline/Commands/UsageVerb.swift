internal import Reporting

/// A command line that was not understood: told like every other failure, with the nearest verb.
public struct UsageVerb: Verb {
  public static let name = "usage"
  public var needsConfiguration: Bool { false }
  private let message: String
  private let arguments: [String]
  private let given: String?
  private let candidates: [String]
  private let verb: String
  private let known: Set<String>

  /// - Parameters:
  ///   - message: what the parser says.
  ///   - arguments: the whole command line, of which `--json`, `--lang` and `-q` are still heeded.
  ///   - given: a word that stands where a verb must, and is none.
  ///   - candidates: the verbs that may stand there.
  ///   - verb: the verbs that were understood, for example `review list`.
  ///   - known: the options of that verb, for example `--period`.
  public init(
    message: String, arguments: [String], given: String?, candidates: [String], verb: String, known: Set<String>
  ) {
    self.verb = verb
    self.known = known
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
      if argument == "--log-format", place + 1 < arguments.count { options.logFormat = arguments[place + 1] }
      if argument.hasPrefix("--log-format=") { options.logFormat = String(argument.dropFirst(13)) }
    }
    return options
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let program = verb.isEmpty ? "fairshare" : "fairshare \(verb)"
    let help = Bilingual("`\(program) --help` 列出命令和选项。", "`\(program) --help` lists verbs and options.")
    let place = Secret.hidden("fairshare \(arguments.joined(separator: " "))")
    if let given {
      if let verb = verbAfterOptions {
        let order = ([verb] + arguments.filter { $0 != verb }).joined(separator: " ")
        throw Failure(
          .usage, Bilingual("选项要写在命令后面。", "Options stand after the verb."), place: place,
          fix: Bilingual(
            Secret.hidden("运行 `fairshare \(order)`。"), Secret.hidden("Run `fairshare \(order)`.")))
      }
      let near = Nearest.of(given, among: candidates + ["help"])
      throw Failure(
        .usage, Bilingual("没有“\(given)”这个命令。", "There is no verb \"\(given)\"."), place: place,
        why: candidates.isEmpty
          ? nil
          : Bilingual(
            "可用的命令：\(candidates.joined(separator: "、"))。", "Verbs: \(candidates.joined(separator: ", "))."),
        fix: near.map { Bilingual("是不是想写 `\($0)`？", "Did you mean `\($0)`?") } ?? help)
    }
    if let option = unknownOption {
      let near = Nearest.of(option, among: known.sorted())
      throw Failure(
        .usage, Bilingual("`\(program)` 没有选项 \(option)。", "`\(program)` has no option \(option)."), place: place,
        fix: near.map { Bilingual("是不是想写 `\($0)`？", "Did you mean `\($0)`?") } ?? help)
    }
    throw Failure(.usage, ParserMessage.spoken(message), place: place, fix: help)
  }

  /// The verb of a command line that begins with an option, whose value was taken for a verb.
  private var verbAfterOptions: String? {
    guard verb.isEmpty, arguments.first?.hasPrefix("-") == true else { return nil }
    return arguments.first(where: candidates.contains)
  }

  /// The first option that the verb does not have.
  private var unknownOption: String? {
    guard !known.isEmpty else { return nil }
    return arguments.prefix { $0 != "--" }.lazy.filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0 != "=" }) }.first { !known.contains($0) }
  }
}

/// What ArgumentParser says, in both languages.
enum ParserMessage {
  static func spoken(_ message: String) -> Bilingual {
    let names = message.split(separator: "'", omittingEmptySubsequences: false)
    func quoted(_ place: Int) -> String { 2 * place + 1 < names.count ? String(names[2 * place + 1]) : "" }
    let english = message.hasSuffix(".") ? message : message + "."
    let chinese: String? =
      switch true {
      case message.hasPrefix("Missing expected argument"): "缺少必需的参数 \(quoted(0))。"
      case message.hasPrefix("Missing value for"): "选项 \(quoted(0)) 后面缺少值。"
      case message.hasPrefix("The value "): "\(quoted(1)) 不接受值“\(quoted(0))”。"
      case message.contains("nexpected argument"): "多余的参数“\(quoted(0))”。"
      case message.hasPrefix("Unknown option"): "没有选项 \(quoted(0))。"
      default: nil
      }
    return Bilingual(chinese ?? MessageCode.usage.chineseMeaning + english, english)
  }
}
