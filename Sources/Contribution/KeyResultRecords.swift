/// One key result's people and recorded acts, as columns: the only thing that a share model reads.
///
/// People are numbered 0 ..< `people.count` in byte order of their ids; every `person` column below holds such a number.
/// Columns of one table have equal length and are sorted by their source's id, so that equal input gives equal bytes.
/// Bad rows have been set aside before; `quarantinedRows` says how many. Models still refuse values out of range.
public struct KeyResultRecords: Sendable {
  /// The key result's id as text.
  public var keyResultID: String
  public var people: People
  public var tasks: Tasks
  public var assignments: Assignments
  public var reviews: Reviews
  public var acts: Acts
  public var ratings: Ratings
  public var spotChecks: SpotChecks
  /// Effort that one act of an act channel (thanks, check-in, goal authoring, learning) stands for: a person-day of the team.
  public var actUnit: Double
  /// Rows of this key result that were set aside: above 0 the evidence is incomplete and intervals widen.
  public var quarantinedRows: Int

  public init(
    keyResultID: String, people: People, tasks: Tasks = Tasks(), assignments: Assignments = Assignments(),
    reviews: Reviews = Reviews(), acts: Acts = Acts(), ratings: Ratings = Ratings(),
    spotChecks: SpotChecks = SpotChecks(),
    actUnit: Double = 1, quarantinedRows: Int = 0
  ) {
    self.keyResultID = keyResultID
    self.people = people
    self.tasks = tasks
    self.assignments = assignments
    self.reviews = reviews
    self.acts = acts
    self.ratings = ratings
    self.spotChecks = spotChecks
    self.actUnit = actUnit
    self.quarantinedRows = quarantinedRows
  }
}

extension KeyResultRecords {
  /// Who takes part: authors, people with evidence, and people that others rated.
  public struct People: Sendable {
    /// Company-wide numbers, ascending: byte order of ids.
    public var number: [Int32]
    /// Job family as an index into the company's sorted list of families; -1 where unknown.
    public var family: [Int16]
    /// Credit on record: at least 0, sum 1 over the key result, 0 for people who are not authors.
    public var credit: [Double]
    public var isAuthor: [Bool]
    /// Part of the key result's life that the person was there for, allocation included: (0, 1].
    public var presence: [Double]

    public var count: Int { number.count }

    public init(
      number: [Int32], family: [Int16] = [], credit: [Double] = [], isAuthor: [Bool] = [], presence: [Double] = []
    ) {
      let n = number.count
      self.number = number
      self.family = family.isEmpty ? Array(repeating: -1, count: n) : family
      self.credit = credit.isEmpty ? Array(repeating: n == 0 ? 0 : 1 / Double(n), count: n) : credit
      self.isAuthor = isAuthor.isEmpty ? Array(repeating: true, count: n) : isAuthor
      self.presence = presence.isEmpty ? Array(repeating: 1, count: n) : presence
    }
  }

  /// Tasks linked to the key result, in byte order of their ids.
  public struct Tasks: Sendable {
    /// Units of effort, finite and >= 0. Where nobody recorded any, the median of its team: see `isImputed`.
    public var effort: [Double] = []
    public var isImputed: [Bool] = []
    public var outcome: [TaskOutcome] = []
    /// Seconds since 1970 UTC; `Int64.min` where unknown. Read only by the optional half-life.
    public var completedAt: [Int64] = []
    /// Number of the task in the company's list: the key to its id.
    public var source: [Int32] = []

    public var count: Int { effort.count }
    public init() {}
  }

  /// Who is named on which task, one row per task and person, ordered by task, then person.
  public struct Assignments: Sendable {
    /// Index into `tasks`.
    public var task: [Int32] = []
    public var person: [Int32] = []
    public var role: [AssigneeRole] = []
    /// Declared part of the task's effort, [0, 1]; `missing` where nothing is declared.
    public var effortShare: [Double] = []

    /// Stands for "not declared" in `effortShare`.
    public static let missing = -1.0
    public var count: Int { task.count }
    public init() {}
  }

  /// Reviews pooled per task and reviewer, ordered by task, then person: a review sent in pieces counts as one.
  public struct Reviews: Sendable {
    /// Index into `tasks`.
    public var task: [Int32] = []
    public var person: [Int32] = []
    /// Comments of reviews whose count is known.
    public var comments: [Int32] = []
    /// Number of pooled reviews whose comment count is unknown.
    public var unknownDepths: [Int32] = []
    public var changeRequests: [Int32] = []
    public var approvals: [Int32] = []
    /// Seconds from request to the first verdict; -1 where unknown.
    public var latency: [Int32] = []
    /// Number of the pooled review's first row in the company's list.
    public var source: [Int32] = []

    public var count: Int { task.count }
    public init() {}
  }

  /// Acts outside tasks and reviews, ordered by channel, person, then source.
  public struct Acts: Sendable {
    public var channel: [Channel] = []
    public var person: [Int32] = []
    /// Size: effort units for `unblocking`, else a number of acts (a pooled week of check-ins is 1).
    public var amount: [Double] = []
    public var table: [SourceTable] = []
    /// Number of the row in the company's list of its table.
    public var source: [Int32] = []

    public var count: Int { channel.count }
    public init() {}
  }

  /// Peer ratings on this key result: no self-ratings, one row per rater and ratee, ordered by rater, then ratee.
  public struct Ratings: Sendable {
    /// Raters are people of the key result or of its team; company-wide numbers, because a rater need not take part.
    public var rater: [Int32] = []
    /// Local number of the rated person.
    public var ratee: [Int32] = []
    /// Points given, finite and >= 0; on any scale that one rater used throughout.
    public var points: [Double] = []

    public var count: Int { rater.count }
    public init() {}
  }

  /// Human judgements "left contributed `exp(logRatio)` times what right did", ordered by check id.
  public struct SpotChecks: Sendable {
    public var left: [Int32] = []
    public var right: [Int32] = []
    public var logRatio: [Double] = []

    public var count: Int { left.count }
    public init() {}
  }
}
