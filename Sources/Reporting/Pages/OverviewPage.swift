/// Values of the leadership overview: no personal name, nothing below the smallest group.
public struct OverviewPage: Sendable {
  public var company: String
  public var period: String
  public var teams: [Team]
  public var departments: [Department]
  /// 1 - the mean distance of credit and contribution, in [0, 1]; nil where nothing was compared.
  public var alignment: Tile?
  /// Findings of the run; nil where the run has no model for them, which is not the same as none.
  public var cases: Cases?
  /// Part of the work that reaches a company goal, in [0, 1].
  public var linked: Tile?
  /// Part of the work that left records, in [0, 1].
  public var coverage: Tile?
  /// Work from departments to company goals; `objective` nil is work without a goal. Amounts are relative.
  public var flows: [Flow]
  public var stoppedTrials: Int
  /// Key results that reuse what a stopped trial taught.
  public var reuses: Int
  /// Rows set aside, by code.
  public var quarantined: [CodeCount]
  /// What past outcomes say about who took part; nil where there are too few periods to ask.
  public var pastOutcomes: PastOutcomes?
  /// Day by which the suggested actions are due, ISO 8601.
  public var actionsDue: String?
  /// Relative file name of the list of all teams, for companies with more teams than the overview lists.
  public var indexLink: String?
  /// Gap up to which a team counts as in line where there are no findings, a fraction.
  public var gapLimit: Double
  /// Fewest people of a figure shown to leadership.
  public var smallestGroup: Int
  public var run: RunStamp

  public init(
    company: String, period: String, teams: [Team], departments: [Department], alignment: Tile?, cases: Cases? = nil,
    linked: Tile? = nil, coverage: Tile? = nil, flows: [Flow] = [], stoppedTrials: Int = 0, reuses: Int = 0,
    quarantined: [CodeCount] = [], pastOutcomes: PastOutcomes? = nil, actionsDue: String? = nil,
    indexLink: String? = nil, gapLimit: Double = 0.10, smallestGroup: Int = 5, run: RunStamp
  ) {
    self.company = company
    self.period = period
    self.teams = teams
    self.departments = departments
    self.alignment = alignment
    self.cases = cases
    self.linked = linked
    self.coverage = coverage
    self.flows = flows
    self.stoppedTrials = stoppedTrials
    self.reuses = reuses
    self.quarantined = quarantined
    self.pastOutcomes = pastOutcomes
    self.actionsDue = actionsDue
    self.indexLink = indexLink
    self.gapLimit = gapLimit
    self.smallestGroup = smallestGroup
    self.run = run
  }

  /// How many people's part in past key results could be told apart by how those went.
  public struct PastOutcomes: Sendable {
    public var periods: Int
    public var keyResults: Int
    public var people: Int

    public init(periods: Int, keyResults: Int, people: Int) {
      self.periods = periods
      self.keyResults = keyResults
      self.people = people
    }
  }

  public struct Team: Sendable {
    public var id: String
    public var name: String
    public var people: Int
    /// Largest difference of a member's credited and contributed share of the team's outcome, in [0, 1].
    public var largestGap: Double?
    /// 90 % interval of that difference; nil where none is stated.
    public var gapRange: ClosedRange<Double>?
    public var prompt: Prompt?
    /// Findings in this team; nil where the run has no model for them.
    public var cases: Int?
    public var coverage: Double?
    /// Relative file name of the team page.
    public var link: String?

    public init(
      id: String, name: String, people: Int, largestGap: Double?, gapRange: ClosedRange<Double>? = nil,
      prompt: Prompt? = nil, cases: Int? = nil, coverage: Double? = nil, link: String? = nil
    ) {
      self.id = id
      self.name = name
      self.people = people
      self.largestGap = largestGap
      self.gapRange = gapRange
      self.prompt = prompt
      self.cases = cases
      self.coverage = coverage
      self.link = link
    }
  }

  public struct Department: Sendable {
    public var name: String
    public var teams: Int
    public var people: Int
    public var alignment: Double?
    /// Half the width of its 90 % interval.
    public var margin: Double?
    /// Alignment of recent periods, oldest first, this one last.
    public var history: [Double?]
    /// Findings, or teams with a large gap where `cases` of the page is nil.
    public var toCheck: Int

    public init(
      name: String, teams: Int, people: Int, alignment: Double?, margin: Double? = nil, history: [Double?] = [],
      toCheck: Int
    ) {
      self.name = name
      self.teams = teams
      self.people = people
      self.alignment = alignment
      self.margin = margin
      self.history = history
      self.toCheck = toCheck
    }
  }

  /// A figure with its recent past.
  public struct Tile: Sendable {
    public var value: Double
    /// Half the width of its 90 % interval.
    public var margin: Double?
    /// Recent periods, oldest first, this one last.
    public var history: [Double?]

    public init(value: Double, margin: Double? = nil, history: [Double?] = []) {
      self.value = value
      self.margin = margin
      self.history = history
    }
  }

  /// Prompts of the run.
  public struct Cases: Sendable {
    public var over: Int
    public var under: Int
    public var other: Int
    public var history: [Double?]

    public init(over: Int, under: Int, other: Int = 0, history: [Double?] = []) {
      self.over = over
      self.under = under
      self.other = other
      self.history = history
    }

    public var total: Int { over + under + other }
  }

  public struct Flow: Sendable {
    public var department: String
    public var objective: String?
    public var amount: Double

    public init(department: String, objective: String?, amount: Double) {
      self.department = department
      self.objective = objective
      self.amount = amount
    }
  }
}

/// Number of quarantined rows of one code.
public struct CodeCount: Sendable, Equatable {
  public var code: String
  public var rows: Int

  public init(code: String, rows: Int) {
    self.code = code
    self.rows = rows
  }
}
