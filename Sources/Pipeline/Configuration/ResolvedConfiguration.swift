/// Every setting with its value and where it came from.
public struct ResolvedConfiguration: Sendable {
  public var configuration: Configuration
  /// Where the value of each key came from, by key.
  public var origins: [String: Origin]
  /// The file that was read; nil where there was none.
  public var file: String?

  /// Where a value came from; earlier cases win over later ones.
  public enum Origin: Sendable, Equatable {
    case flag(String)
    case file(path: String, line: Int)
    case environment(String)
    case builtIn

    /// For a table: `--jobs`, `fairshare.toml:18`, `FAIRSHARE_JOBS`, `default`.
    public var text: String {
      switch self {
      case .flag(let option): option
      case .file(let path, let line): "\(path):\(line)"
      case .environment(let name): name
      case .builtIn: "default"
      }
    }
  }
}
