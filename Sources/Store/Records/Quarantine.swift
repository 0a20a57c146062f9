import Contribution

/// Why a row was set aside or noticed. The raw value is the `code` column; codes are never reused.
enum RowFault: String, CaseIterable, Sendable {
  case notFinite = "not_finite"
  case negative
  case outOfRange = "out_of_range"
  case dateOutOfRange = "date_out_of_range"
  case finishBeforeStart = "finish_before_start"
  case unknownValue = "unknown_value"
  case blankReference = "blank_reference"
  case orphan
  case duplicate
  case conflictingDuplicate = "conflicting_duplicate"
  case selfReview = "self_review"
  case coAuthorReview = "co_author_review"
  case selfRating = "self_rating"
  case goalCycle = "goal_cycle"
  case goalDepth = "goal_depth"
  case declaredSum = "declared_sum"
  case idTooLong = "id_too_long"

  /// Whether the row says that the feed is broken, rather than that people behave in some way.
  ///
  /// Only these count toward the limit that refuses a run: a self-review is a fact about work, not a fault of the copy.
  var isFeedFault: Bool {
    switch self {
    case .selfReview, .coAuthorReview, .selfRating, .duplicate, .declaredSum, .goalCycle, .goalDepth: false
    default: true
    }
  }
}

/// One row that takes no part in scoring.
struct QuarantinedRow: Sendable, Equatable {
  var table: SourceTable
  var key: String
  var fault: RowFault
  var column: String
  /// A short excerpt of the value that offends, never a name or a comment.
  var detail: String
}

/// Rows set aside and facts noticed, in the order in which they were met.
struct Quarantine: Sendable {
  private(set) var rows: [QuarantinedRow] = []
  /// Rows set aside by table and fault, also beyond those that are kept one by one.
  private(set) var counts: [SourceTable: [RowFault: Int]] = [:]
  private(set) var notices: [Notice: Int] = [:]

  /// Rows kept one by one for each table and fault; beyond it they are only counted.
  static let keptEach = 10_000

  mutating func setAside(_ table: SourceTable, key: String, _ fault: RowFault, column: String, detail: String = "") {
    let seen = counts[table, default: [:]][fault, default: 0]
    counts[table, default: [:]][fault] = seen + 1
    guard seen < Self.keptEach else { return }
    rows.append(QuarantinedRow(table: table, key: key, fault: fault, column: column, detail: detail))
  }

  mutating func notice(_ notice: Notice, count: Int = 1) {
    guard count > 0 else { return }
    notices[notice, default: 0] += count
  }

  mutating func append(_ other: Quarantine) {
    for row in other.rows where rows.count < Self.keptEach * RowFault.allCases.count { rows.append(row) }
    for (table, faults) in other.counts {
      for (fault, count) in faults { counts[table, default: [:]][fault, default: 0] += count }
    }
    for (notice, count) in other.notices { notices[notice, default: 0] += count }
  }

  func count(_ table: SourceTable) -> Int { counts[table]?.values.reduce(0, +) ?? 0 }

  /// Rows of a table that speak of a broken feed.
  func feedFaults(_ table: SourceTable) -> Int {
    counts[table]?.reduce(0) { $1.key.isFeedFault ? $0 + $1.value : $0 } ?? 0
  }

  var total: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
}

/// A fact about the data that is counted and told, while the rows stay in.
enum Notice: String, CaseIterable, Sendable {
  case futureEvent = "future_event"
  case duplicateReview = "duplicate_review"
  case duplicateAssignee = "duplicate_assignee"
  case duplicateAuthor = "duplicate_author"
  case duplicateRating = "duplicate_rating"
  case declaredSum = "declared_sum"
  case overlappingTeams = "overlapping_teams"
  case missingEffort = "missing_effort"
  case taskWithoutReview = "task_without_review"
  case taskWithoutAssignee = "task_without_assignee"
  case startedBeforePeriod = "started_before_period"
  case oneAuthor = "one_author"
  case onePerson = "one_person"
  case noEvidence = "no_evidence"
  case noPeople = "no_people"
  case unlinkedTask = "unlinked_task"
  case emptyTable = "empty_table"
  case personLeft = "person_left"
  case blankName = "blank_name"
  case sameName = "same_name"
  case possibleDuplicate = "possible_duplicate"
  case unmappedAccount = "unmapped_account"
  case engineChanged = "engine_changed"

  var severity: Diagnostic.Severity {
    switch self {
    case .noEvidence, .noPeople, .emptyTable, .possibleDuplicate, .unmappedAccount, .engineChanged: .warning
    default: .note
    }
  }
}
