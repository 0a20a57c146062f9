public import Contribution

extension TeamPage {
  /// One key result of the team.
  public struct KeyResult: Sendable {
    public var id: String
    public var title: String
    public var kind: ObjectiveKind
    /// Part of the target reached, in [0, 1.2]; nil where target or value is missing.
    public var attainment: Double?
    /// False where people or records are too few; the reasons stand in `diagnostics`.
    public var isJudged: Bool
    public var people: Int
    /// Part of the work that left records, in [0, 1].
    public var coverage: Double?
    /// Whether credit comes from declared shares; nil where nobody is on record as an author.
    public var isDeclared: Bool?
    /// All versions, oldest first; more than one is a goal changed in mid-period.
    public var versions: [Version]
    /// Set where the trial was stopped.
    public var stopped: Stopped?
    /// Codes, as in `Diagnostic.code`.
    public var diagnostics: [String]
    /// Rows set aside that touch this key result; above 0 its evidence is incomplete.
    public var rowsSetAside: Int
    public var members: [Person]

    public init(
      id: String, title: String, kind: ObjectiveKind, attainment: Double? = nil, isJudged: Bool = true, people: Int,
      coverage: Double? = nil, isDeclared: Bool? = nil, versions: [Version] = [], stopped: Stopped? = nil,
      diagnostics: [String] = [], rowsSetAside: Int = 0, members: [Person] = []
    ) {
      self.id = id
      self.title = title
      self.kind = kind
      self.attainment = attainment
      self.isJudged = isJudged
      self.people = people
      self.coverage = coverage
      self.isDeclared = isDeclared
      self.versions = versions
      self.stopped = stopped
      self.diagnostics = diagnostics
      self.rowsSetAside = rowsSetAside
      self.members = members
    }
  }

  public struct Version: Sendable {
    /// Day from which it holds, ISO 8601.
    public var validFrom: String
    public var baseline: Double?
    public var target: Double?
    public var reason: String?

    public init(validFrom: String, baseline: Double?, target: Double?, reason: String?) {
      self.validFrom = validFrom
      self.baseline = baseline
      self.target = target
      self.reason = reason
    }
  }

  /// A trial that was stopped.
  public struct Stopped: Sendable {
    /// Completeness of the learning record, in [0, 1].
    public var completeness: Double?
    public var decision: String?
    /// Titles of the key results that reuse what was learnt.
    public var reusedBy: [String]

    public init(completeness: Double?, decision: String?, reusedBy: [String]) {
      self.completeness = completeness
      self.decision = decision
      self.reusedBy = reusedBy
    }
  }

  /// Shares of one person in one key result.
  public struct Person: Sendable {
    public var id: String
    public var name: String
    public var credited: Double
    public var contributed: Double
    public var interval: ClosedRange<Double>?

    public init(
      id: String, name: String, credited: Double, contributed: Double, interval: ClosedRange<Double>? = nil
    ) {
      self.id = id
      self.name = name
      self.credited = credited
      self.contributed = contributed
      self.interval = interval
    }
  }
}
