import Contribution

extension KeyResultAssembler {
  /// Tasks in byte order of their ids. A task finished after the period is still open here.
  mutating func tasks(_ position: Int, keyResult: Int, team: Int32) -> KeyResultRecords.Tasks {
    let columns = company.tasks
    let objective = company.keyResults.objective[keyResult]
    let kind = objective < 0 ? .okr : company.objectives.kind[Int(objective)]
    var tasks = KeyResultRecords.Tasks()
    tasks.reserve(index.tasks[position].count)
    for number in index.tasks[position] {
      let task = Int(number)
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
      tasks.source.append(number)
      if effort.isNaN, outcome.counts { quarantine.notice(.missingEffort) }
    }
    return tasks
  }

  /// One row per task and person; persons still by their company-wide numbers.
  ///
  /// Somebody named twice on a task counts once, in the first of the roles owner, co-owner, helper, handler.
  mutating func assignments(_ position: Int) -> KeyResultRecords.Assignments {
    let rows = index.assignees[position]
    var result = KeyResultRecords.Assignments()
    result.reserve(rows.count)
    var last: UInt64?
    for row in rows {
      if row.key == last {
        quarantine.notice(.duplicateAssignee)
        continue
      }
      last = row.key
      result.task.append(row.task)
      result.person.append(row.person)
      result.role.append(row.role)
      result.effortShare.append(row.effortShare)
    }
    return result
  }
}

extension KeyResultRecords.Tasks {
  fileprivate mutating func reserve(_ rows: Int) {
    effort.reserveCapacity(rows)
    isImputed.reserveCapacity(rows)
    outcome.reserveCapacity(rows)
    completedAt.reserveCapacity(rows)
    source.reserveCapacity(rows)
  }
}

extension KeyResultRecords.Assignments {
  fileprivate mutating func reserve(_ rows: Int) {
    task.reserveCapacity(rows)
    person.reserveCapacity(rows)
    role.reserveCapacity(rows)
    effortShare.reserveCapacity(rows)
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
    guard !person.renumber(number) else { return }
    var kept = Self()
    for row in 0..<count where person[row] >= 0 {
      kept.task.append(task[row])
      kept.person.append(person[row])
      kept.role.append(role[row])
      kept.effortShare.append(effortShare[row])
    }
    self = kept
  }
}

extension [Int32] {
  /// Puts the new number in the place of each old one; false where one of them is negative: somebody who takes no part.
  mutating func renumber(_ number: (Int32) -> Int32) -> Bool {
    var all = true
    for place in indices {
      let new = number(self[place])
      self[place] = new
      if new < 0 { all = false }
    }
    return all
  }
}
