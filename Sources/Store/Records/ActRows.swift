import Contribution

/// One review as it is kept: 24 bytes side by side, because key results read them in another order than they come.
struct ReviewRow: Sendable {
  var task: Int32
  var reviewer: Int32
  /// Seconds since 2000 UTC.
  private var at: Int32
  /// Seconds from request to verdict; -1 unknown.
  var latency: Int32
  /// Place of the id among the ids.
  var row: Int32
  /// Comments + 1 (0 where unknown), then two bits of verdict.
  private var marks: UInt32

  init(
    task: Int32, reviewer: Int32, submittedAt: Int64, latency: Int32, row: Int32, verdict: ReviewVerdict,
    comments: Int32
  ) {
    self.task = task
    self.reviewer = reviewer
    at = Int32(clamping: submittedAt - 946_684_800)
    self.latency = latency
    self.row = row
    let code: UInt32 =
      switch verdict {
      case .approve: 0
      case .requestChanges: 1
      case .comment: 2
      }
    marks = UInt32(comments + 1) << 2 | code
  }

  /// Seconds since 1970 UTC.
  var submittedAt: Int64 { Int64(at) + 946_684_800 }

  /// -1 unknown; at most a million.
  var comments: Int32 { Int32(marks >> 2) - 1 }

  var verdict: ReviewVerdict {
    switch marks & 3 {
    case 0: .approve
    case 1: .requestChanges
    default: .comment
    }
  }

  /// Whether another row says the same of the same review.
  func says(_ other: ReviewRow) -> Bool {
    key == other.key && at == other.at && latency == other.latency && marks == other.marks
  }

  /// Task, then reviewer, as one number.
  var key: UInt64 { UInt64(UInt32(bitPattern: task)) << 32 | UInt64(UInt32(bitPattern: reviewer)) }
}

/// One person named on one task.
struct AssigneeRow: Sendable {
  var task: Int32
  var person: Int32
  /// `KeyResultRecords.Assignments.missing` where nothing is declared.
  var effortShare: Double
  var role: AssigneeRole

  /// Task, then person, as one number.
  var key: UInt64 { UInt64(UInt32(bitPattern: task)) << 32 | UInt64(UInt32(bitPattern: person)) }
}

/// Reviews in order of arrival, and their ids.
struct ReviewRows: Sendable {
  var ids = IdentifierColumn()
  var rows: [ReviewRow] = []

  /// Adds what another session read behind these.
  mutating func append(_ other: ReviewRows) {
    guard !rows.isEmpty else {
      self = other
      return
    }
    let offset = Int32(ids.count)
    ids.append(contentsOf: other.ids)
    rows.reserveCapacity(rows.count + other.rows.count)
    for var row in other.rows {
      row.row += offset
      rows.append(row)
    }
  }
}
