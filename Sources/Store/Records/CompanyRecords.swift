import Contribution

/// Everything that one run read, as columns of dense numbers: the whole company in one period.
///
/// People and key results are numbered in byte order of their ids; tasks in order of arrival, so nothing may depend on a
/// task's number. -1 stands for "no such reference" in every Int32 column, `Int64.min` for an unknown time.
struct CompanyRecords: Sendable {
  var period: PeriodBounds
  var people = PersonColumns()
  var teams = TeamColumns()
  var objectives = ObjectiveColumns()
  var keyResults = KeyResultColumns()
  var versions = VersionColumns()
  var checkIns = CheckInColumns()
  var authors = AuthorColumns()
  var tasks = TaskColumns()
  var assignees: [AssigneeRow] = []
  var links = LinkColumns()
  var reviews = ReviewRows()
  var ratings = RatingColumns()
  var feedback = FeedbackColumns()
  var learning = LearningColumns()
  var spotChecks = SpotCheckColumns()
  var memberships = MembershipColumns()
  var absences = AbsenceColumns()
  var oneOnOnes = OneOnOneColumns()
  var quarantine = Quarantine()
  /// Rows read by table, in the order of the tables.
  var rowCounts: [SourceTable: Int] = [:]
  /// Tables that the source does not have.
  var absentTables: [SourceTable] = []

  static let unknownTime = Int64.min
}

/// A period as half-open time: `start <= t < end`, seconds since 1970 UTC, and its days since 1970 on the company's calendar.
struct PeriodBounds: Sendable, Equatable {
  var id: String
  var firstDay: Int32
  /// Day after the last.
  var endDay: Int32
  /// Seconds by which the company's clocks are ahead of UTC at the start; weeks and days of the whole period are told by it.
  var startOffset: Int64 = 0
  /// The same at the end: clocks may have been changed in between.
  var endOffset: Int64 = 0

  var start: Int64 { Int64(firstDay) * 86_400 - startOffset }
  var end: Int64 { Int64(endDay) * 86_400 - endOffset }
  var days: Int { Int(endDay) - Int(firstDay) }

  /// Day since 1970 of a moment on the company's calendar.
  func day(_ seconds: Int64) -> Int64 {
    let local = seconds + startOffset
    return local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
  }

  /// Number of the week (Monday to Sunday) since 1970 of a moment on the company's calendar.
  func week(_ seconds: Int64) -> Int64 {
    let days = day(seconds) + 3
    return days >= 0 ? days / 7 : (days - 6) / 7
  }
}

struct PersonColumns: Sendable {
  var ids = IdentifierTable()
  /// Job families in byte order; `family` holds indices into them, -1 where unknown.
  var families: [String] = []
  var family: [Int16] = []
  var manager: [Int32] = []
  /// Days since 1970; `Int32.min` and `Int32.max` where open.
  var hired: [Int32] = []
  var left: [Int32] = []
  /// Number of the people who share a name or an address with somebody, whatever its spelling; -1 for the others.
  var nameGroup: [Int32] = []
  var addressGroup: [Int32] = []
  var hasBlankName: [Bool] = []
}

struct TeamColumns: Sendable {
  var ids = IdentifierTable()
  var parent: [Int32] = []
}

struct ObjectiveColumns: Sendable {
  var ids = IdentifierTable()
  var period: [Int32] = []
  /// Ids of periods, in order of arrival; `period` holds indices into them.
  var periods = IdentifierTable()
  var team: [Int32] = []
  var owner: [Int32] = []
  /// Key result that the objective serves; -1 at the top.
  var parentKeyResult: [Int32] = []
  var kind: [ObjectiveKind] = []
}

struct KeyResultColumns: Sendable {
  var ids = IdentifierTable()
  var objective: [Int32] = []
  var team: [Int32] = []
  /// Position among the key results of the period, in byte order of ids; -1 outside it.
  var position: [Int32] = []
  /// Numbers of the key results of the period, ascending.
  var scored: [Int32] = []
  /// Whether any task of the period serves the key result.
  var hasTasks: [Bool] = []
  /// Rows set aside that concern the key result.
  var quarantined: [Int32] = []
}

struct VersionColumns: Sendable {
  var keyResult: [Int32] = []
  var validFrom: [Int64] = []
  var weight: [Double] = []
  /// NaN where unknown.
  var baseline: [Double] = []
  var target: [Double] = []
}

struct CheckInColumns: Sendable {
  var keyResult: [Int32] = []
  var at: [Int64] = []
  var value: [Double] = []
  var person: [Int32] = []
}

struct AuthorColumns: Sendable {
  var keyResult: [Int32] = []
  var person: [Int32] = []
  /// NaN where nothing is declared.
  var declared: [Double] = []
}

struct TaskColumns: Sendable {
  var ids = IdentifierTable()
  /// Number of the key result; -1 unlinked, -2 set aside.
  var keyResult: [Int32] = []
  /// NaN where nobody recorded any.
  var effort: [Double] = []
  var createdAt: [Int64] = []
  var completedAt: [Int64] = []
  var outcome: [TaskOutcome] = []

  static let setAside: Int32 = -2
}

struct LinkColumns: Sendable {
  var task: [Int32] = []
  var blocked: [Int32] = []
}

struct RatingColumns: Sendable {
  var keyResult: [Int32] = []
  var rater: [Int32] = []
  var ratee: [Int32] = []
  var points: [Double] = []
  var round: [Int32] = []
  var rounds = IdentifierTable()
}

struct FeedbackColumns: Sendable {
  var ids = IdentifierColumn()
  var giver: [Int32] = []
  var receiver: [Int32] = []
  var keyResult: [Int32] = []
  var at: [Int64] = []
  var kind: [FeedbackKind] = []

  /// What one row says, its id apart.
  struct Entry: Equatable {
    var giver: Int32
    var receiver: Int32
    var keyResult: Int32
    var at: Int64
    var kind: FeedbackKind
  }

  subscript(row: Int) -> Entry {
    Entry(giver: giver[row], receiver: receiver[row], keyResult: keyResult[row], at: at[row], kind: kind[row])
  }

  mutating func append(_ id: String, _ entry: Entry) {
    ids.append(id)
    giver.append(entry.giver)
    receiver.append(entry.receiver)
    keyResult.append(entry.keyResult)
    at.append(entry.at)
    kind.append(entry.kind)
  }

  mutating func remove(_ rows: Set<Int>) {
    var kept = FeedbackColumns()
    for row in at.indices where !rows.contains(row) { kept.append(ids.string(row), self[row]) }
    self = kept
  }
}

struct LearningColumns: Sendable {
  var keyResult: [Int32] = []
  var person: [Int32] = []
  var hypothesisAt: [Int64] = []
  var resultAt: [Int64] = []
  var hasDecision: [Bool] = []
  var reusedBy: [Int32] = []
}

struct SpotCheckColumns: Sendable {
  var ids = IdentifierColumn()
  var keyResult: [Int32] = []
  var left: [Int32] = []
  var right: [Int32] = []
  var timesMore: [Double] = []
}

struct MembershipColumns: Sendable {
  var team: [Int32] = []
  var person: [Int32] = []
  /// Days since 1970, half-open.
  var from: [Int32] = []
  var to: [Int32] = []
  var allocation: [Double] = []
}

struct AbsenceColumns: Sendable {
  var person: [Int32] = []
  var from: [Int32] = []
  var to: [Int32] = []
  var fraction: [Double] = []
}

struct OneOnOneColumns: Sendable {
  var manager: [Int32] = []
  var report: [Int32] = []
  var at: [Int64] = []
}
