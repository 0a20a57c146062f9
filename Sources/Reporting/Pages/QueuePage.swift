/// Values of the HR review queue of one period.
public struct QueuePage: Sendable {
  public var company: String
  public var period: String
  /// In any order; the page puts open cases first, then goes by team and person.
  public var cases: [ReviewCase]
  /// Cases of the whole queue by status, where `cases` are those of one sheet; nil where they are all.
  public var counts: [ReviewCase.Status: Int]?
  /// All sheets of a long queue, in order; empty where one holds everything.
  public var sheets: [Sheet]
  /// What a reader asked to see; nil where nobody can ask: in files.
  public var filter: Filter?
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
    company: String, period: String, cases: [ReviewCase], counts: [ReviewCase.Status: Int]? = nil,
    sheets: [Sheet] = [], filter: Filter? = nil, watched: Int = 0, decided: Int = 0, cleared: Int = 0,
    expectedFalse: Double? = nil, leastAgreeing: Int = 5, smallestGroup: Int = 5, notices: [Bilingual] = [],
    run: RunStamp
  ) {
    self.company = company
    self.period = period
    self.cases = cases
    self.counts = counts
    self.sheets = sheets
    self.filter = filter
    self.watched = watched
    self.decided = decided
    self.cleared = cleared
    self.expectedFalse = expectedFalse
    self.leastAgreeing = leastAgreeing
    self.smallestGroup = smallestGroup
    self.notices = notices
    self.run = run
  }

  var byStatus: [ReviewCase.Status: Int] {
    counts ?? Dictionary(cases.map { ($0.status, 1) }, uniquingKeysWith: +)
  }

  /// One page of a queue that is too long for one.
  public struct Sheet: Sendable {
    /// From 1.
    public var number: Int
    /// Relative address.
    public var link: String
    /// Status and team of its first case.
    public var status: ReviewCase.Status
    public var team: String?
    public var isShown: Bool

    public init(number: Int, link: String, status: ReviewCase.Status, team: String?, isShown: Bool) {
      self.number = number
      self.link = link
      self.status = status
      self.team = team
      self.isShown = isShown
    }
  }

  /// Cases that a reader wants to see; what is nil or empty is not asked for.
  public struct Filter: Sendable, Equatable {
    public var status: ReviewCase.Status?
    public var kind: ReviewCase.Kind?
    /// Part of a team's or person's name, or of an id.
    public var words: String
    /// Cases that it lets through.
    public var found: Int

    public init(status: ReviewCase.Status? = nil, kind: ReviewCase.Kind? = nil, words: String = "", found: Int = 0) {
      self.status = status
      self.kind = kind
      self.words = words
      self.found = found
    }

    public var isActive: Bool { status != nil || kind != nil || !words.isEmpty }
  }
}
