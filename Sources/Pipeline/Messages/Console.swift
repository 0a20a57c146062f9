internal import Glibc
public import Reporting
internal import Store

/// How one command talks: data on stdout, everything else on stderr, in one language, as text or as JSON lines.
public struct Console: Sendable {
  public let language: Language
  /// One object a line on stdout, and nothing else there.
  public let isJSON: Bool
  /// -1 quiet, 0 as usual, 1 verbose.
  public let verbosity: Int
  /// Columns of the terminal on stdout; nil where stdout is no terminal.
  public let width: Int?
  public let isErrorTerminal: Bool
  /// Form of what goes to stderr.
  public let logFormat: LogFormat
  private let verb: String
  /// Says nothing at all: for a verb that another one calls.
  private let isSilent: Bool
  public let usesColour: Bool

  /// Form of what goes to stderr: lines to read, or one JSON object a line.
  public enum LogFormat: String, Sendable, CaseIterable { case text, json }

  /// What the process was started with decides what is not given.
  ///
  /// - Parameter environment: `NO_COLOR`, `TERM`, `COLUMNS`, and the locale's variables are looked at.
  public init(
    language: Language? = nil, isJSON: Bool = false, verbosity: Int = 0, logFormat: LogFormat = .text,
    verb: String = "", isSilent: Bool = false,
    environment: (String) -> String? = Environment.value
  ) {
    self.language = language ?? Self.language(environment)
    self.isJSON = isJSON
    self.verbosity = verbosity
    self.logFormat = logFormat
    self.verb = verb
    self.isSilent = isSilent
    isErrorTerminal = isatty(2) == 1 && environment("TERM") != "dumb" && logFormat == .text
    usesColour = isErrorTerminal && (environment("NO_COLOR") ?? "").isEmpty
    var size = winsize()
    if isatty(1) == 1, unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      width = Int(size.ws_col)
    } else {
      width = isatty(1) == 1 ? environment("COLUMNS").flatMap { Int($0) } : nil
    }
  }

  /// Chinese where the locale says so, in the order in which the system reads its variables.
  static func language(_ environment: (String) -> String?) -> Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment(name), !value.isEmpty else { continue }
      return value.hasPrefix("zh") ? .chinese : .english
    }
    return .english
  }

  func word(_ text: Bilingual) -> String { text[language] }

  /// A line of the answer; left out under `--json`.
  func say(_ text: Bilingual) {
    if !isJSON, !isSilent { Self.write(DisplayWidth.harmless(text[language]) + "\n", to: 1) }
  }

  func say(_ text: String) { say(Bilingual(same: text)) }

  /// An empty line of the answer.
  func gap() {
    if !isJSON, !isSilent { Self.write("\n", to: 1) }
  }

  /// An object of the answer; left out without `--json`.
  func object(_ type: String, _ members: KeyValuePairs<String, JSONValue>) {
    guard isJSON, !isSilent else { return }
    let all = [JSONValue.Member("type", .string(type))] + members.map { JSONValue.Member($0.key, $0.value) }
    Self.write(JSONValue.object(all).text + "\n", to: 1)
  }

  /// A table of the answer, in either form.
  func table(_ table: TextTable, type: String) {
    if isSilent { return }
    if isJSON {
      Self.write(table.objects(type: type).map { $0.text + "\n" }.joined(), to: 1)
    } else {
      Self.write(table.lines(language, width: width).map { $0 + "\n" }.joined(), to: 1)
    }
  }

  /// A remark on stderr; left out with `-q` and under `--json`.
  func remark(_ text: Bilingual) {
    if !isJSON || logFormat == .json, verbosity >= 0 { log("info", text[language]) }
  }

  /// A remark on stderr that is made only with `-v`.
  func detail(_ text: Bilingual) {
    if verbosity > 0 { log("debug", text[language]) }
  }

  /// One line on stderr, in the form asked for.
  ///
  /// - Parameter members: what a program may want to know beside the words.
  func log(_ level: String, _ text: String, _ members: [JSONValue.Member] = []) {
    if isSilent { return }
    guard logFormat == .json else { return Self.write(DisplayWidth.harmless(text) + "\n", to: 2) }
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    let object = [
      JSONValue.Member("ts", .string(Timestamp.text(Int64(time.tv_sec)))), .init("level", .string(level)),
      .init("verb", .string(verb)),
    ]
    Self.write(JSONValue.object(object + members + [.init("msg", .string(text))]).text + "\n", to: 2)
  }

  /// A failure: a message on stderr, and under `--json` an object on stdout.
  public func fail(_ failure: Failure) {
    if logFormat == .json {
      log("error", failure.summary, failure.members(language).filter { $0.name != "type" && $0.name != "summary" })
    }
    if isJSON {
      Self.write(JSONValue.object(failure.members(language)).text + "\n", to: 1)
    } else if logFormat == .text {
      let text = failure.text(language)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
        DisplayWidth.harmless(String($0))
      }
      let head = usesColour ? "\u{1B}[1;31m\(lines[0])\u{1B}[0m" : lines[0]
      Self.write(([head] + lines.dropFirst()).joined(separator: "\n") + "\n", to: 2)
    }
  }

  /// Writes all bytes; a reader that has gone away is no fault of ours.
  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        done += count
      }
    }
  }
}

/// The process's environment.
public enum Environment {
  public static func value(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
