internal import Glibc
internal import Reporting

/// What every command line option outside a verb says.
public struct GlobalOptions: Sendable {
  public var isJSON = false
  public var verbosity = 0
  public var language: String?
  /// `text` or `json`.
  public var logFormat = "text"
  /// Path of the configuration file; nil takes `fairshare.toml` where it exists.
  public var configurationFile: String?
  /// What reads of people's figures are for, and the case they belong to: both go into the access log.
  public var purpose: String?
  public var caseID: String?
  /// Settings given on the command line, by key.
  public var flags: [ConfigurationFlag] = []

  public init() {}

  /// What `--lang` and `--log-format` take.
  public static let languages = Language.allCases.map(\.rawValue)
  public static let logFormats = Console.LogFormat.allCases.map(\.rawValue)
}

/// A setting given on the command line, as it was typed.
public struct ConfigurationFlag: Sendable {
  public var key: String
  public var option: String
  public var text: String

  public init(key: String, option: String, text: String) {
    self.key = key
    self.option = option
    self.text = text
  }
}

/// One verb of the command line: its options as values, and what it does.
public protocol Verb: Sendable {
  /// The word that is typed.
  static var name: String { get }
  /// Whether a faulty configuration file keeps the verb from running.
  var needsConfiguration: Bool { get }
  /// - Returns: the exit code of a command that did what it could.
  func perform(_ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console) throws -> VerbResult
}

extension Verb {
  public var needsConfiguration: Bool { true }

  /// Runs the verb from its options to its exit code: the only call that a command makes.
  public func run(_ options: GlobalOptions) -> Int32 {
    let started = ContinuousClock().now
    let language = options.language.flatMap { Language(rawValue: $0) }
    let logFormat = Console.LogFormat(rawValue: options.logFormat)
    let console = Console(
      language: language, isJSON: options.isJSON, verbosity: options.verbosity, logFormat: logFormat ?? .text,
      verb: Self.name)
    console.object(
      "version",
      [
        "schema": .string("1.0"), "program": .string("fairshare"), "engine": .string(Engine.version),
        "verb": .string(Self.name),
      ])
    // A reader that goes away must not kill a run before it has published.
    signal(SIGPIPE, SIG_IGN)
    var result = VerbResult()
    do {
      if let given = options.language, language == nil {
        throw Failure.unknown(
          given, of: GlobalOptions.languages, "--lang",
          Bilingual("没有语言“\(given)”。", "There is no language \"\(given)\"."))
      }
      if logFormat == nil {
        throw Failure.unknown(
          options.logFormat, of: GlobalOptions.logFormats, "--log-format",
          Bilingual("没有日志格式“\(options.logFormat)”。", "There is no log format \"\(options.logFormat)\"."))
      }
      let resolved = try ConfigurationReader().resolve(options, isStrict: needsConfiguration)
      if options.verbosity > 0 { console.show(resolved) }
      var workplace = Workplace(resolved.configuration)
      workplace.purpose = options.purpose
      workplace.caseID = options.caseID
      result = try perform(workplace, resolved, console)
    } catch {
      let failure = Failure(error)
      console.fail(failure)
      result = VerbResult(failure.exit)
    }
    let seconds = NightlyRun.seconds(ContinuousClock().now - started)
    console.object(
      "result",
      [
        "verb": .string(Self.name), "exit": .integer(Int(result.exit.rawValue)), "state": .string(result.state),
        "seconds": .number((seconds * 1000).rounded() / 1000),
      ])
    return result.exit.rawValue
  }
}

/// How a verb ended without a failure.
public struct VerbResult: Sendable {
  public var exit: Failure.Exit
  /// One word for the last line under `--json`.
  public var state: String

  public init(_ exit: Failure.Exit = .done, state: String? = nil) {
    self.exit = exit
    self.state = state ?? "\(exit)"
  }
}
