import Contribution

/// The people of one counted task: what each author carries and how deep each supporter looked.
struct TaskParty {
  var task = 0
  var effort = 0.0
  /// Authors, their roles and their parts of the effort, which sum to 1.
  var authors: [Int32] = []
  var isHelper: [Bool] = []
  var parts: [Double] = []
  /// Supporters who are no authors, and the part of the task that their review is worth, > 0.
  var supporters: [Int32] = []
  var detection: [Double] = []
}

/// Visits every task that counts and has authors, in task order, with one walk over assignments and reviews.
struct TaskWalk {
  private let records: KeyResultRecords
  private let depth: ReviewDepth

  init(_ records: KeyResultRecords, _ depth: ReviewDepth) {
    self.records = records
    self.depth = depth
  }

  /// The records must have passed `check()`. One buffer serves all tasks.
  func visitAll(_ visit: (TaskParty) -> Void) {
    let assignments = records.assignments
    let reviews = records.reviews
    var party = TaskParty()
    var row = 0
    var review = 0
    while row < assignments.count {
      let task = assignments.task[row]
      let start = row
      while row < assignments.count && assignments.task[row] == task { row += 1 }
      while review < reviews.count && reviews.task[review] < task { review += 1 }
      let firstReview = review
      while review < reviews.count && reviews.task[review] == task { review += 1 }
      let index = Int(task)
      let effort = records.tasks.effort[index]
      guard records.tasks.outcome[index].counts, effort > 0 else { continue }
      party.task = index
      party.effort = effort
      fillAuthors(&party, start..<row)
      if party.authors.isEmpty { continue }
      fillSupporters(&party, firstReview..<review)
      visit(party)
    }
  }

  private func fillAuthors(_ party: inout TaskParty, _ rows: Range<Int>) {
    let assignments = records.assignments
    party.authors.removeAll(keepingCapacity: true)
    party.isHelper.removeAll(keepingCapacity: true)
    party.parts.removeAll(keepingCapacity: true)
    var declared = 0.0
    var silent = 0.0
    for row in rows where assignments.role[row].dividesEffort {
      party.authors.append(assignments.person[row])
      party.isHelper.append(assignments.role[row] == .helper)
      party.parts.append(assignments.effortShare[row])
      if assignments.effortShare[row] < 0 { silent += 1 } else { declared += assignments.effortShare[row] }
    }
    let rest = silent > 0 ? max(0, 1 - declared) / silent : 0
    let total = declared + rest * silent
    for index in party.parts.indices {
      let part = party.parts[index] < 0 ? rest : party.parts[index]
      party.parts[index] = total > 0 ? part / total : 1 / Double(party.parts.count)
    }
  }

  private func fillSupporters(_ party: inout TaskParty, _ rows: Range<Int>) {
    let reviews = records.reviews
    party.supporters.removeAll(keepingCapacity: true)
    party.detection.removeAll(keepingCapacity: true)
    for row in rows where !party.authors.contains(reviews.person[row]) {
      let value = depth.value(
        comments: reviews.comments[row], unknown: reviews.unknownDepths[row],
        changeRequests: reviews.changeRequests[row], latency: reviews.latency[row])
      guard value > 0 else { continue }
      party.supporters.append(reviews.person[row])
      party.detection.append(value)
    }
  }
}
