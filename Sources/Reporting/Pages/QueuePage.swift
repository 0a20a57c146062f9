/// Values of the HR review queue of one period.
public struct QueuePage: Sendable {
  public var company: String
  public var period: String
  /// In any order; the page puts open cases first, then goes by team and person.
  public var cases: [ReviewCase]
  /// Findings that did not reach the bar for a prompt.
  public var watched: Int
  /// Prompts that people decided so far, in all periods, and those that they cleared.
  public var decided: Int
  public var cleared: Int
  /// Largest expected part of false prompts among those of the period, in [0, 1]; nil where there is none.
  public var expectedFalse: Double?
  /// Models that must agree before anybody is talked to.
  public var leastAgreeing: Int
  public var smallestGroup: Int
  /// Sentences above the queue, such as a hold on the results.
  public var notices: [Bilingual]
  public var run: RunStamp

  public init(
    company: String, period: String, cases: [ReviewCase], watched: Int = 0, decided: Int = 0, cleared: Int = 0,
    expectedFalse: Double? = nil, leastAgreeing: Int = 5, smallestGroup: Int = 5, notices: [Bilingual] = [],
    run: RunStamp
  ) {
    self.company = company
    self.period = period
    self.cases = cases
    self.watched = watched
    self.decided = decided
    self.cleared = cleared
    self.expectedFalse = expectedFalse
    self.leastAgreeing = leastAgreeing
    self.smallestGroup = smallestGroup
    self.notices = notices
    self.run = run
  }
}
