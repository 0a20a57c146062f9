/// What the demo did and found: the material of what it prints.
public struct DemoOutcome: Sendable {
  /// One person in one key result, as fractions of the key result.
  public struct Gap: Sendable {
    public var person: String
    public var keyResult: String
    public var credited: Double
    public var contributed: Double
    /// Ends of the 90 % credible interval; nil where the model gives none.
    public var low: Double?
    public var high: Double?
  }

  /// What the database itself says about the sums.
  public struct Check: Sendable {
    /// Key results times models whose shares were added up.
    public var divisions = 0
    public var wrongDivisions = 0
    /// Evidence shares whose pieces were added up.
    public var evidenceShares = 0
    public var wrongEvidenceShares = 0

    public var isFine: Bool { divisions > 0 && wrongDivisions == 0 && wrongEvidenceShares == 0 }
  }

  /// Folder of the private server, which also holds its socket.
  public let server: String
  public let processID: Int32
  public let database: String
  public let isKept: Bool
  public var runs: [RunOutcome] = []
  /// Path of each period's first page, oldest first.
  public var reports: [String] = []
  /// Path of each period's workbook, oldest first.
  public var workbooks: [String] = []
  public var check = Check()
  /// Where credit and contribution differ most in the newest period.
  public var gaps: [Gap] = []
  public var seconds = 0.0

  /// A shell line that opens the result.
  public var psqlLine: String { "psql -h \(server) -U postgres \(database)" }
  /// A shell line that ends a kept server and deletes its folder.
  public var stopLine: String {
    "kill -INT \(processID); tail --pid=\(processID) -f /dev/null; rm -r \(server)"
  }
}
