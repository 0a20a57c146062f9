public import Contribution

/// Values of the page of one case, for an HR reviewer.
public struct CasePage: Sendable {
  public var company: String
  public var period: String
  public var reviewCase: ReviewCase
  /// Share of the key result under each model that answered.
  public var models: [TeamPage.ModelShare]
  /// From the equal start to the share.
  public var steps: [TeamPage.Step]
  /// The records that weigh most.
  public var records: [Record]
  /// Credit on record between these would raise no prompt; nil where the prompt is about a habit.
  public var quietRange: ClosedRange<Double>?
  /// Oldest first.
  public var decisions: [Decision]
  public var appeals: [Appeal]
  public var leastAgreeing: Int
  public var smallestGroup: Int
  public var notices: [Bilingual]
  /// Relative file name of the queue.
  public var queueLink: String?
  public var run: RunStamp
  /// Set where the case can be decided on the page itself.
  public var live: LiveCase?

  public init(
    company: String, period: String, reviewCase: ReviewCase, models: [TeamPage.ModelShare] = [],
    steps: [TeamPage.Step] = [], records: [Record] = [], quietRange: ClosedRange<Double>? = nil,
    decisions: [Decision] = [], appeals: [Appeal] = [], leastAgreeing: Int = 5, smallestGroup: Int = 5,
    notices: [Bilingual] = [], queueLink: String? = nil, run: RunStamp
  ) {
    self.company = company
    self.period = period
    self.reviewCase = reviewCase
    self.models = models
    self.steps = steps
    self.records = records
    self.quietRange = quietRange
    self.decisions = decisions
    self.appeals = appeals
    self.leastAgreeing = leastAgreeing
    self.smallestGroup = smallestGroup
    self.notices = notices
    self.queueLink = queueLink
    self.run = run
  }

  /// One act, by its place in the company's own tables.
  public struct Record: Sendable {
    public var table: String
    public var id: String
    public var channel: Channel
    /// Part of the key result that it adds to the evidence share.
    public var part: Double

    public init(table: String, id: String, channel: Channel, part: Double) {
      self.table = table
      self.id = id
      self.channel = channel
      self.part = part
    }
  }

  public struct Decision: Sendable {
    /// ISO 8601.
    public var at: String
    public var by: String
    /// `confirmed`, `cleared` or `not_judged`.
    public var decision: String
    public var reason: String

    public init(at: String, by: String, decision: String, reason: String) {
      self.at = at
      self.by = by
      self.decision = decision
      self.reason = reason
    }
  }
}

/// What a person asked to be corrected, and the answer.
public struct Appeal: Sendable {
  public var id: String
  /// ISO 8601.
  public var openedAt: String
  public var keyResult: String
  public var text: String
  public var answer: String?

  public init(id: String, openedAt: String, keyResult: String, text: String, answer: String? = nil) {
    self.id = id
    self.openedAt = openedAt
    self.keyResult = keyResult
    self.text = text
    self.answer = answer
  }
}
