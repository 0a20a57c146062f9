public import Contribution

/// Values of one team's page, for its lead.
public struct TeamPage: Sendable {
  public var id: String
  public var name: String
  public var department: String?
  public var company: String
  public var period: String
  /// Everybody with credit or contribution in the team's key results; shares are parts of the team's whole outcome.
  public var members: [Member]
  public var keyResults: [KeyResult]
  /// Models that answered for some of the key results only.
  public var partlyAnswering: Set<ModelName>
  /// Key results that nobody is named on, so that credit and contribution cannot be compared in them.
  public var unnamedResults: Int
  /// Part of the team's work that left records, in [0, 1]; nil where it was not computed.
  public var coverage: Double?
  public var rhythm: Rhythm?
  /// From the company's objective down to this team's; empty leaves the drawing out.
  public var goals: [Goal]
  /// Who did things together; empty leaves the drawing out.
  public var ties: [Tie]
  /// Rows set aside that touch this team's key results, by code.
  public var quarantined: [CodeCount]
  /// Relative file name of the overview.
  public var overviewLink: String?
  /// Relative file name of the list of teams.
  public var teamsLink: String?
  /// Gap up to which a member counts as in line where there are no intervals, a fraction.
  public var gapLimit: Double
  /// Fewest people that are compared.
  public var smallestGroup: Int
  public var run: RunStamp

  public init(
    id: String, name: String, department: String? = nil, company: String, period: String, members: [Member],
    keyResults: [KeyResult], partlyAnswering: Set<ModelName> = [], unnamedResults: Int = 0, coverage: Double? = nil,
    rhythm: Rhythm? = nil, goals: [Goal] = [], ties: [Tie] = [],
    quarantined: [CodeCount] = [], overviewLink: String? = nil, teamsLink: String? = nil,
    gapLimit: Double = 0.05, smallestGroup: Int = 5, run: RunStamp
  ) {
    self.id = id
    self.name = name
    self.department = department
    self.company = company
    self.period = period
    self.members = members
    self.keyResults = keyResults
    self.partlyAnswering = partlyAnswering
    self.unnamedResults = unnamedResults
    self.coverage = coverage
    self.rhythm = rhythm
    self.goals = goals
    self.ties = ties
    self.quarantined = quarantined
    self.overviewLink = overviewLink
    self.teamsLink = teamsLink
    self.gapLimit = gapLimit
    self.smallestGroup = smallestGroup
    self.run = run
  }

  public struct Member: Sendable {
    public var id: String
    public var name: String
    /// Part of the team's outcome on record, in [0, 1].
    public var credited: Double
    /// Estimated part of the team's outcome, in [0, 1].
    public var contributed: Double
    public var interval: ClosedRange<Double>?
    public var prompt: Prompt?
    public var notJudged: NotJudged?
    /// Belongs to another team.
    public var isGuest: Bool
    /// What the evidence share is made of; sums to it.
    public var sources: [SourceBars.Amount]
    /// Share of the team's outcome under each model that answered.
    public var models: [ModelShare]
    /// From the equal start to the share, in order; empty where the run states none.
    public var steps: [Step]

    public init(
      id: String, name: String, credited: Double, contributed: Double, interval: ClosedRange<Double>? = nil,
      prompt: Prompt? = nil, notJudged: NotJudged? = nil, isGuest: Bool = false, sources: [SourceBars.Amount] = [],
      models: [ModelShare] = [], steps: [Step] = []
    ) {
      self.id = id
      self.name = name
      self.credited = credited
      self.contributed = contributed
      self.interval = interval
      self.prompt = prompt
      self.notJudged = notJudged
      self.isGuest = isGuest
      self.sources = sources
      self.models = models
      self.steps = steps
    }
  }

  public struct ModelShare: Sendable {
    public var model: ModelName
    public var share: Double

    public init(model: ModelName, share: Double) {
      self.model = model
      self.share = share
    }
  }

  /// A step of the explanation: `equal_start`, a channel's raw value, `effort_check`, `bias`, `peers`, `spot_checks` or `shrinkage`.
  public struct Step: Sendable {
    public var step: String
    public var amount: Double

    public init(step: String, amount: Double) {
      self.step = step
      self.amount = amount
    }
  }

  /// How alive the feedback in a team is; never part of a share. Nil where the company records nothing of the kind.
  public struct Rhythm: Sendable {
    public var oneOnOnesPerPerson: Double?
    public var medianDaysBetweenCheckIns: Double?
    public var staleKeyResults: Int?
    public var feedbackGiven: Int?
    public var goalChanges: Int

    public init(
      oneOnOnesPerPerson: Double?, medianDaysBetweenCheckIns: Double?, staleKeyResults: Int?, feedbackGiven: Int?,
      goalChanges: Int
    ) {
      self.oneOnOnesPerPerson = oneOnOnesPerPerson
      self.medianDaysBetweenCheckIns = medianDaysBetweenCheckIns
      self.staleKeyResults = staleKeyResults
      self.feedbackGiven = feedbackGiven
      self.goalChanges = goalChanges
    }
  }

  /// A key result or objective in the alignment from the company to the team.
  public struct Goal: Sendable {
    public var id: String
    public var parentID: String?
    /// Who owns it: company, department or team by name.
    public var owner: String
    public var title: String
    public var isStopped: Bool

    public init(id: String, parentID: String?, owner: String, title: String, isStopped: Bool = false) {
      self.id = id
      self.parentID = parentID
      self.owner = owner
      self.title = title
      self.isStopped = isStopped
    }
  }

  /// Joint acts of two members, by member id; an id that is no member's is the name of another team.
  public struct Tie: Sendable {
    public var left: String
    public var right: String
    public var acts: Int

    public init(left: String, right: String, acts: Int) {
      self.left = left
      self.right = right
      self.acts = acts
    }
  }
}
