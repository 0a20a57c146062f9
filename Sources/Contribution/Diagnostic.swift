/// Something worth saying about data or result; never a reason to stop the run.
public struct Diagnostic: Sendable, Equatable, Hashable {
  public enum Severity: String, Sendable, CaseIterable {
    case note, warning, error
  }

  public let severity: Severity
  /// Stable, lower snake case; never reused for another meaning.
  public let code: String

  public init(_ severity: Severity, _ code: String) {
    self.severity = severity
    self.code = code
  }

  /// No act of any kind is recorded, so shares are equal.
  public static let noEvidence = Diagnostic(.warning, "no_evidence")
  /// One person only: the share is 1 and nothing can be compared.
  public static let onePerson = Diagnostic(.note, "one_person")
  /// Rows of this key result were set aside.
  public static let incompleteEvidence = Diagnostic(.warning, "incomplete_evidence")
  /// Effort of at least one task is the median of its team.
  public static let imputedEffort = Diagnostic(.note, "imputed_effort")
  /// Nobody is on record as an author.
  public static let noCredit = Diagnostic(.note, "no_credit")
}
