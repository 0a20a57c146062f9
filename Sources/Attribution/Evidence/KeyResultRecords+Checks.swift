import Contribution

extension KeyResultRecords {
  /// Rows that may become acts.
  var recordedRows: Int { assignments.count + reviews.count + acts.count }

  /// Checks lengths, order, indices and values of everything that the evidence models read.
  ///
  /// The pipeline sets bad rows aside before; a model that is handed one says so in place of a wrong share.
  /// - Throws: `lengthMismatch`, `unorderedRecords`, `invalidIndex` or `invalidWeight`, with the column.
  /// - Complexity: O(rows).
  func check() throws(AttributionError) {
    guard actUnit >= 0, actUnit.isFinite else { throw AttributionError(.invalidWeight, "actUnit") }
    try checkTasks()
    try checkAssignments()
    try checkReviews()
    try checkActs()
  }

  private func checkTasks() throws(AttributionError) {
    let count = tasks.count
    guard tasks.isImputed.count == count, tasks.outcome.count == count, tasks.completedAt.count == count,
      tasks.source.count == count
    else { throw AttributionError(.lengthMismatch, "tasks") }
    for effort in tasks.effort where !(effort >= 0 && effort.isFinite) {
      throw AttributionError(.invalidWeight, "tasks.effort")
    }
  }

  private func checkAssignments() throws(AttributionError) {
    let count = assignments.count
    guard assignments.person.count == count, assignments.role.count == count, assignments.effortShare.count == count
    else { throw AttributionError(.lengthMismatch, "assignments") }
    try checkOrder(assignments.task, assignments.person, "assignments")
    for share in assignments.effortShare where !((share >= 0 && share <= 1) || share == Assignments.missing) {
      throw AttributionError(.invalidWeight, "assignments.effortShare")
    }
  }

  private func checkReviews() throws(AttributionError) {
    let count = reviews.count
    guard reviews.person.count == count, reviews.comments.count == count, reviews.unknownDepths.count == count,
      reviews.changeRequests.count == count, reviews.latency.count == count, reviews.source.count == count
    else { throw AttributionError(.lengthMismatch, "reviews") }
    try checkOrder(reviews.task, reviews.person, "reviews")
    for comments in reviews.comments where comments < 0 { throw AttributionError(.invalidWeight, "reviews.comments") }
  }

  private func checkActs() throws(AttributionError) {
    let count = acts.count
    guard acts.person.count == count, acts.amount.count == count, acts.table.count == count, acts.source.count == count
    else { throw AttributionError(.lengthMismatch, "acts") }
    for row in 0..<count {
      guard acts.person[row] >= 0, acts.person[row] < people.count else {
        throw AttributionError(.invalidIndex, "acts.person")
      }
      guard acts.amount[row] >= 0, acts.amount[row].isFinite else {
        throw AttributionError(.invalidWeight, "acts.amount")
      }
    }
  }

  /// Rows must ascend strictly by task, then person, and point at tasks and people that exist.
  private func checkOrder(_ task: [Int32], _ person: [Int32], _ table: String) throws(AttributionError) {
    var lastTask: Int32 = -1
    var lastPerson: Int32 = -1
    for row in task.indices {
      let t = task[row]
      let p = person[row]
      guard t >= 0, t < tasks.count, p >= 0, p < people.count else { throw AttributionError(.invalidIndex, table) }
      guard t > lastTask || (t == lastTask && p > lastPerson) else {
        throw AttributionError(.unorderedRecords, table)
      }
      lastTask = t
      lastPerson = p
    }
  }
}
