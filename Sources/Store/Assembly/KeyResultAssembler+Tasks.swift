import Contribution

extension KeyResultAssembler {
  /// Tasks in byte order of their ids. A task finished after the period is still open here.
  mutating func tasks(_ position: Int, keyResult: Int, team: Int32) -> KeyResultRecords.Tasks {
    let columns = company.tasks
    let group = index.tasks[position]
    let ids = columns.ids.column
    var order = group.enumerated().map { (place: $0.offset, task: $0.element, prefix: ids.prefix(Int($0.element))) }
    order.sort { a, b in
      a.prefix != b.prefix ? a.prefix < b.prefix : ids.precedes(Int(a.task), Int(b.task))
    }
    localTask = Array(repeating: 0, count: group.count)
    let objective = company.keyResults.objective[keyResult]
    let kind = objective < 0 ? .okr : company.objectives.kind[Int(objective)]
    var tasks = KeyResultRecords.Tasks()
    for (number, entry) in order.enumerated() {
      localTask[entry.place] = Int32(number)
      let task = Int(entry.task)
      let effort = columns.effort[task]
      var outcome = columns.outcome[task]
      if outcome.counts, columns.completedAt[task] >= company.period.end {
        outcome = .open
        quarantine.notice(.futureEvent)
      }
      tasks.effort.append(effort.isNaN ? index.scale.imputedEffort(team: team, kind: kind) : effort)
      tasks.isImputed.append(effort.isNaN)
      tasks.outcome.append(outcome)
      tasks.completedAt.append(columns.completedAt[task])
      tasks.source.append(entry.task)
      if effort.isNaN, outcome.counts { quarantine.notice(.missingEffort) }
    }
    return tasks
  }

  /// Local number of a company-wide task of the key result at a position.
  func localNumber(ofTask task: Int32, position: Int) -> Int32 {
    localTask[Int(index.taskPosition[Int(task)]) - index.tasks.start(position)]
  }

  /// One row per task and person; persons still by their company-wide numbers.
  ///
  /// Somebody named twice on a task counts once, in the first of the roles owner, co-owner, helper, handler.
  mutating func assignments(_ position: Int) -> KeyResultRecords.Assignments {
    let columns = company.assignees
    var rows = index.assignees[position].map { row in
      (
        key: UInt64(localNumber(ofTask: columns.task[Int(row)], position: position)) << 32
          | UInt64(UInt32(bitPattern: columns.person[Int(row)])), row: Int(row)
      )
    }
    rows.sort { a, b in
      if a.key != b.key { return a.key < b.key }
      let (left, right) = (columns.role[a.row].rank, columns.role[b.row].rank)
      return left != right ? left < right : columns.effortShare[a.row] > columns.effortShare[b.row]
    }
    var result = KeyResultRecords.Assignments()
    var last: UInt64?
    for (key, row) in rows {
      if key == last {
        quarantine.notice(.duplicateAssignee)
        continue
      }
      last = key
      result.task.append(Int32(truncatingIfNeeded: key >> 32))
      result.person.append(columns.person[row])
      result.role.append(columns.role[row])
      result.effortShare.append(columns.effortShare[row])
    }
    return result
  }
}

extension AssigneeRole {
  /// Which of several roles on one task stands: the lowest.
  var rank: Int {
    switch self {
    case .owner: 0
    case .coOwner: 1
    case .helper: 2
    case .handler: 3
    }
  }
}

extension KeyResultRecords.Assignments {
  /// Renumbers people and drops the rows of those who take no part.
  mutating func keep(_ number: (Int32) -> Int32) {
    var kept = Self()
    for row in 0..<count {
      let person = number(person[row])
      guard person >= 0 else { continue }
      kept.task.append(task[row])
      kept.person.append(person)
      kept.role.append(role[row])
      kept.effortShare.append(effortShare[row])
    }
    self = kept
  }
}
