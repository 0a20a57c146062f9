/// Why a private server could not be had.
public struct LocalServerError: Error, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// No server programs were found on this machine.
    case programsMissing
    /// A folder or file could not be made.
    case folder
    /// A program could not be started.
    case spawn
    /// `initdb` failed; the report holds the end of its output.
    case initdb
    /// The server did not come up; the report holds the end of its log.
    case start
  }

  public let code: Code
  /// What failed and what to do next.
  public let summary: String
  /// The end of the log of the failed program; empty when there is none.
  public let report: String

  public var description: String { report.isEmpty ? summary : summary + "\n" + report }

  init(_ code: Code, _ summary: String, report: String = "") {
    self.code = code
    self.summary = summary
    self.report = report
  }
}
