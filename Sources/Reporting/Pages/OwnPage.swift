public import Contribution

/// Values of one person's own page: no figure of anybody else.
public struct OwnPage: Sendable {
  public var name: String
  /// Team in whose outcome the person's part is stated.
  public var team: String?
  public var company: String
  public var period: String
  public var standing: Standing
  public var prompt: Prompt?
  /// Why the person is not judged although there are figures.
  public var notJudged: NotJudged?
  /// Oldest first, this period last, in result points.
  public var history: [Trend.Point]
  /// What the evidence is made of; only the parts of the whole are shown.
  public var sources: [SourceBars.Amount]
  /// From the equal start to the share.
  public var steps: [TeamPage.Step]
  public var keyResults: [KeyResult]
  /// From the person's key results up to a company goal.
  public var paths: [[PathStep]]
  /// Whether effort is on record that serves no key result.
  public var hasUnlinkedWork: Bool
  public var appeals: [Appeal]
  /// Last day on which only the person and HR see a prompt, ISO 8601; nil where there is none, or the day has passed.
  public var commentUntil: String?
  /// Working days within which a correction is answered.
  public var answerDays: Int
  public var smallestGroup: Int
  /// Sentences above everything else, such as the days that are left to comment.
  public var notices: [Bilingual]
  public var run: RunStamp

  public init(
    name: String, team: String? = nil, company: String, period: String, standing: Standing, prompt: Prompt? = nil,
    notJudged: NotJudged? = nil, history: [Trend.Point] = [], sources: [SourceBars.Amount] = [],
    steps: [TeamPage.Step] = [], keyResults: [KeyResult] = [], paths: [[PathStep]] = [], hasUnlinkedWork: Bool = false,
    appeals: [Appeal] = [], commentUntil: String? = nil, answerDays: Int = 7, smallestGroup: Int = 5,
    notices: [Bilingual] = [], run: RunStamp
  ) {
    self.name = name
    self.team = team
    self.company = company
    self.period = period
    self.standing = standing
    self.prompt = prompt
    self.notJudged = notJudged
    self.history = history
    self.sources = sources
    self.steps = steps
    self.keyResults = keyResults
    self.paths = paths
    self.hasUnlinkedWork = hasUnlinkedWork
    self.appeals = appeals
    self.commentUntil = commentUntil
    self.answerDays = answerDays
    self.smallestGroup = smallestGroup
    self.notices = notices
    self.run = run
  }

  /// The person's part of the team's outcome, or why none is stated.
  public enum Standing: Sendable {
    case share(credited: Double, contributed: Double, interval: ClosedRange<Double>?)
    /// So few people that one's own figure would tell a colleague's.
    case smallGroup
    case lowCoverage
    /// Nothing is on record.
    case nothing

    var isShown: Bool {
      if case .share = self { return true }
      return false
    }
  }

  public struct KeyResult: Sendable {
    public var title: String
    public var kind: ObjectiveKind
    public var attainment: Double?
    /// Shares; nil where too few people took part or it is not judged.
    public var credited: Double?
    public var contributed: Double?
    public var interval: ClosedRange<Double>?
    public var isNamed: Bool
    public var isJudged: Bool
    public var isStopped: Bool

    public init(
      title: String, kind: ObjectiveKind, attainment: Double? = nil, credited: Double? = nil,
      contributed: Double? = nil, interval: ClosedRange<Double>? = nil, isNamed: Bool = true, isJudged: Bool = true,
      isStopped: Bool = false
    ) {
      self.title = title
      self.kind = kind
      self.attainment = attainment
      self.credited = credited
      self.contributed = contributed
      self.interval = interval
      self.isNamed = isNamed
      self.isJudged = isJudged
      self.isStopped = isStopped
    }
  }

  /// A step of the line of sight: whose goal, and what it says.
  public struct PathStep: Sendable {
    public var owner: String
    public var title: String
    /// Acts of the person in a key result; nil further up.
    public var acts: Int?

    public init(owner: String, title: String, acts: Int? = nil) {
      self.owner = owner
      self.title = title
      self.acts = acts
    }
  }
}
