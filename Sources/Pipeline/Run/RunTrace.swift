/// What a run knows about itself when it fails.
struct RunTrace {
  /// The step that was under way.
  var step: Progress.Step?
  /// Server processes that served the control sessions of every attempt.
  var sessions: [Int32] = []
  /// Who held a table that was waited for, in words; empty where nobody did.
  var blockers = ""
}
