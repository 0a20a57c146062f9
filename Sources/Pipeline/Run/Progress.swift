/// How far a run is; told to whoever shows it.
public struct Progress: Sendable {
  public enum Step: String, Sendable, CaseIterable {
    case connect
    case backTest = "back_test"
    case extract, fingerprint, score, stage, verify, publish
  }

  public var step: Step
  public var done: Int
  /// 0 where the size is not known beforehand.
  public var total: Int
  /// What is being worked on, a table name for example; never a person.
  public var detail: String

  public init(step: Step, done: Int = 0, total: Int = 0, detail: String = "") {
    self.step = step
    self.done = done
    self.total = total
    self.detail = detail
  }
}
