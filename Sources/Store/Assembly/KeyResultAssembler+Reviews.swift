import Contribution

extension KeyResultAssembler {
  /// Reviews pooled per task and reviewer; persons still by their company-wide numbers.
  ///
  /// Reviews of one's own task are set aside. The same reviewer, task and moment again is one review: the first by id.
  mutating func reviews(
    _ position: Int, tasks: KeyResultRecords.Tasks, assignments: KeyResultRecords.Assignments
  ) -> KeyResultRecords.Reviews {
    let ids = company.reviews.ids
    let end = company.period.end
    var isReviewed = [Bool](repeating: false, count: tasks.count)
    var result = KeyResultRecords.Reviews()
    let rows = index.reviews[position]
    result.reserve(rows.count)
    var assignment = 0
    var last: (key: UInt64, at: Int64)?
    for row in rows {
      guard row.submittedAt < end else {
        quarantine.notice(.futureEvent)
        continue
      }
      let (task, reviewer) = (row.task, row.reviewer)
      while assignment < assignments.count,
        assignments.task[assignment] < task
          || (assignments.task[assignment] == task && assignments.person[assignment] < reviewer)
      {
        assignment += 1
      }
      if assignment < assignments.count, assignments.task[assignment] == task,
        assignments.person[assignment] == reviewer, assignments.role[assignment].dividesEffort
      {
        let fault: RowFault = isOnlyOwner(assignments, at: assignment) ? .selfReview : .coAuthorReview
        isReviewed[Int(task)] = true
        setAside(.reviews, key: ids.string(Int(row.row)), fault, column: "reviewer_id")
        continue
      }
      isReviewed[Int(task)] = true
      if let last, last.key == row.key, last.at == row.submittedAt {
        quarantine.notice(.duplicateReview)
        continue
      }
      if last?.key != row.key { result.open(row) }
      last = (row.key, row.submittedAt)
      result.pool(row)
    }
    for task in 0..<tasks.count where tasks.outcome[task].counts && !isReviewed[task] {
      quarantine.notice(.taskWithoutReview)
    }
    return result
  }

  /// Whether the person of a row owns the task and nobody else does.
  private func isOnlyOwner(_ assignments: KeyResultRecords.Assignments, at row: Int) -> Bool {
    guard assignments.role[row] == .owner else { return false }
    let task = assignments.task[row]
    var first = row
    while first > 0, assignments.task[first - 1] == task { first -= 1 }
    var owners = 0
    while first < assignments.count, assignments.task[first] == task {
      if assignments.role[first] == .owner { owners += 1 }
      first += 1
    }
    return owners == 1
  }
}

extension KeyResultRecords.Reviews {
  fileprivate mutating func reserve(_ rows: Int) {
    task.reserveCapacity(rows)
    person.reserveCapacity(rows)
    comments.reserveCapacity(rows)
    unknownDepths.reserveCapacity(rows)
    changeRequests.reserveCapacity(rows)
    approvals.reserveCapacity(rows)
    latency.reserveCapacity(rows)
    source.reserveCapacity(rows)
  }

  fileprivate mutating func open(_ row: ReviewRow) {
    task.append(row.task)
    person.append(row.reviewer)
    comments.append(0)
    unknownDepths.append(0)
    changeRequests.append(0)
    approvals.append(0)
    latency.append(-1)
    source.append(row.row)
  }

  fileprivate mutating func pool(_ row: ReviewRow) {
    let at = count - 1
    if row.comments < 0 { unknownDepths[at] += 1 } else { comments[at] &+= row.comments }
    switch row.verdict {
    case .approve: approvals[at] += 1
    case .requestChanges: changeRequests[at] += 1
    case .comment: break
    }
    if latency[at] < 0 { latency[at] = row.latency }
  }

  /// Whether the pooled review left any trace: an approval without a word is worth nothing.
  func hasDepth(_ row: Int) -> Bool { comments[row] > 0 || unknownDepths[row] > 0 || changeRequests[row] > 0 }

  mutating func keep(_ number: (Int32) -> Int32) {
    guard !person.renumber(number) else { return }
    var kept = Self()
    for row in 0..<count {
      guard person[row] >= 0 else { continue }
      kept.task.append(task[row])
      kept.person.append(person[row])
      kept.comments.append(comments[row])
      kept.unknownDepths.append(unknownDepths[row])
      kept.changeRequests.append(changeRequests[row])
      kept.approvals.append(approvals[row])
      kept.latency.append(latency[row])
      kept.source.append(source[row])
    }
    self = kept
  }
}
