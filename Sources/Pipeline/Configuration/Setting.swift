public import Reporting

/// One setting: its key, what it may be, and the field of the configuration that it fills.
public struct Setting: Sendable {
  public enum Value: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    /// Left to the built-in rule, as with a seed that is derived.
    case none
  }

  public enum Kind: Sendable, Equatable { case text, integer, number, flag }

  /// `table.name` as in the file, or a bare name outside every table.
  public let key: String
  public let kind: Kind
  public let summary: Bilingual
  /// What is allowed, in words.
  public let allowed: Bilingual
  let get: @Sendable (Configuration) -> Value
  /// Sets a value that is allowed; false leaves the configuration as it was.
  let set: @Sendable (inout Configuration, Value) -> Bool

  /// Name of the environment variable.
  public var variable: String {
    "FAIRSHARE_" + key.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
  }

  /// The value as it stands in the file.
  public func text(_ configuration: Configuration) -> String { Self.text(get(configuration)) }

  public static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): JSONValue.string(text).text
    case .integer(let number): String(number)
    case .number(let number): JSONValue.number(number).text
    case .flag(let flag): flag ? "true" : "false"
    case .none: ""
    }
  }

  /// A value typed on the command line or in the environment; nil where it is of another kind.
  func parse(_ text: String) -> Value? {
    switch kind {
    case .text: .text(text)
    case .integer: Int(text).map { .integer($0) }
    case .number: Double(text).map { .number($0) }
    case .flag: ["true": .flag(true), "1": .flag(true), "false": .flag(false), "0": .flag(false)][text]
    }
  }

  static func text(
    _ key: String, _ summary: Bilingual, _ allowed: Bilingual,
    _ path: any WritableKeyPath<Configuration, String> & Sendable,
    where check: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> Setting {
    Setting(
      key: key, kind: .text, summary: summary, allowed: allowed, get: { .text($0[keyPath: path]) },
      set: { configuration, value in
        guard case .text(let text) = value, check(text) else { return false }
        configuration[keyPath: path] = text
        return true
      })
  }

  static func integer(
    _ key: String, _ summary: Bilingual, _ range: ClosedRange<Int>,
    _ path: any WritableKeyPath<Configuration, Int> & Sendable
  ) -> Setting {
    Setting(
      key: key, kind: .integer, summary: summary,
      allowed: Bilingual(
        "\(range.lowerBound) 到 \(range.upperBound) 的整数",
        "a whole number from \(range.lowerBound) to \(range.upperBound)"),
      get: { .integer($0[keyPath: path]) },
      set: { configuration, value in
        guard case .integer(let number) = value, range.contains(number) else { return false }
        configuration[keyPath: path] = number
        return true
      })
  }

  static func number(
    _ key: String, _ summary: Bilingual, _ allowed: Bilingual,
    get: @escaping @Sendable (Configuration) -> Double?, set: @escaping @Sendable (inout Configuration, Double) -> Void,
    where check: @escaping @Sendable (Double) -> Bool
  ) -> Setting {
    Setting(
      key: key, kind: .number, summary: summary, allowed: allowed,
      get: { get($0).map { .number($0) } ?? .none },
      set: { configuration, value in
        let number: Double
        switch value {
        case .number(let given): number = given
        case .integer(let given): number = Double(given)
        default: return false
        }
        guard number.isFinite, check(number) else { return false }
        set(&configuration, number)
        return true
      })
  }
}
