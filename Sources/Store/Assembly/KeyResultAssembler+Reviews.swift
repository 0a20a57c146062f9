import Contribution

extension KeyResultAssembler {
  /// Reviews pooled per task and reviewer; persons still by their company-wide numbers.
  ///
  /// Reviews of one's own task are set aside. The same reviewer, task and moment again is one review: the first by id.
  mutating func reviews(
    _ position: Int, tasks: KeyResultRecords.Tasks, assignments: KeyResultRecords.Assignments
  ) -> KeyResultRecords.Reviews {
    let columns = company.reviews
    var rows: [(key: UInt64, at: Int64, row: Int)] = []
    rows.reserveCapacity(index.reviews[position].count)
    var isReviewed = [Bool](repeating: false, count: tasks.count)
    for row32 in index.reviews[position] {
      let row = Int(row32)
      if columns.submittedAt[row] >= company.period.end {
        quarantine.notice(.futureEvent)
        continue
      }
      let task = localNumber(ofTask: columns.task[row], position: position)
      rows.append(
        (UInt64(task) << 32 | UInt64(UInt32(bitPattern: columns.reviewer[row])), columns.submittedAt[row], row))
    }
    rows.sort { a, b in
      if a.key != b.key { return a.key < b.key }
      return a.at != b.at ? a.at < b.at : columns.ids.precedes(a.row, b.row)
    }
    var result = KeyResultRecords.Reviews()
    var assignment = 0
    var last: (key: UInt64, at: Int64)?
    for (key, at, row) in rows {
      let task = Int32(truncatingIfNeeded: key >> 32)
      let reviewer = columns.reviewer[row]
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
        setAside(.reviews, key: columns.ids.string(row), fault, column: "reviewer_id")
        continue
      }
      isReviewed[Int(task)] = true
      if let last, last.key == key, last.at == at {
        quarantine.notice(.duplicateReview)
        continue
      }
      if last?.key != key { result.open(task: task, person: reviewer, row: row) }
      last = (key, at)
      result.pool(columns, row: row)
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
  fileprivate mutating func open(task: Int32, person: Int32, row: Int) {
    self.task.append(task)
    self.person.append(person)
    comments.append(0)
    unknownDepths.append(0)
    changeRequests.append(0)
    approvals.append(0)
    latency.append(-1)
    source.append(Int32(row))
  }

  fileprivate mutating func pool(_ columns: ReviewColumns, row: Int) {
    let at = count - 1
    if columns.comments[row] < 0 { unknownDepths[at] += 1 } else { comments[at] &+= columns.comments[row] }
    switch columns.verdict[row] {
    case .approve: approvals[at] += 1
    case .requestChanges: changeRequests[at] += 1
    case .comment: break
    }
    if latency[at] < 0 { latency[at] = columns.latency[row] }
  }

  /// Whether the pooled review left any trace: an approval without a word is worth nothing.
  func hasDepth(_ row: Int) -> Bool { comments[row] > 0 || unknownDepths[row] > 0 || changeRequests[row] > 0 }

  mutating func keep(_ number: (Int32) -> Int32) {
    var kept = Self()
    for row in 0..<count {
      let person = number(person[row])
      guard person >= 0 else { continue }
      kept.task.append(task[row])
      kept.person.append(person)
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
