/// What a run did: the material of its summary.
public struct RunOutcome: Sendable {
  public enum State: String, Sendable {
    case published, unchanged
    /// A dry run: everything was computed, nothing was kept.
    case computed
  }

  public var state: State
  public var runID: String
  public var period: String
  public var keyResults = 0
  public var people = 0
  /// Key results that could not be scored, with why.
  public var skipped: [(keyResult: String, why: String)] = []
  public var notJudged = 0
  public var rowsRead = 0
  public var rowsWritten = 0
  /// Rows set aside by table and code.
  public var quarantined: [(table: String, code: String, rows: Int)] = []
  /// Facts noticed, by code.
  public var notices: [(code: String, count: Int, detail: String)] = []
  public var findings: [(state: String, count: Int)] = []
  /// What another version of the engine changes; nil where the published run is of this version, or there is none.
  public var backTest: BackTest?
  public var seconds = 0.0
  /// Seconds by step, in order.
  public var steps: [(step: String, seconds: Double)] = []
  public var fingerprint = ""
  public var resultDigest = ""

  init(state: State, runID: String, period: String) {
    self.state = state
    self.runID = runID
    self.period = period
  }

  public var exit: Failure.Exit { skipped.isEmpty ? .done : .partial }
}
