import Contribution

/// The books while one key result's acts are turned into units: flat arrays, filled in one pass over each table.
struct UnitLedger {
  private(set) var acts: [EvidenceAct] = []
  private(set) var sums: [Double]
  private(set) var squares: [Double]
  private(set) var counts: [Int32]
  private(set) var isImputed = false
  private(set) var imputed: ImputedUnits

  init(people: Int, capacity: Int) {
    sums = [Double](repeating: 0, count: people * Channel.count)
    squares = sums
    counts = [Int32](repeating: 0, count: people * Channel.count)
    imputed = ImputedUnits(people: people)
    acts.reserveCapacity(capacity)
  }

  /// Divides each counted task's effort among its assignees. Rows are ordered by task, so one task is one run of rows.
  mutating func addAssignments(
    _ rows: KeyResultRecords.Assignments, _ efforts: [Double], _ tasks: KeyResultRecords.Tasks
  ) {
    var start = 0
    while start < rows.count {
      let task = rows.task[start]
      var end = start
      var declared = 0.0
      var silent = 0.0
      var members = 0.0
      while end < rows.count && rows.task[end] == task {
        if rows.role[end].dividesEffort {
          members += 1
          if rows.effortShare[end] < 0 { silent += 1 } else { declared += rows.effortShare[end] }
        }
        end += 1
      }
      let effort = efforts[Int(task)]
      if effort > 0 && members > 0 {
        let isStated = !tasks.isImputed[Int(task)]
        if !isStated { isImputed = true }
        let rest = silent > 0 ? max(0, 1 - declared) / silent : 0
        let total = declared + rest * silent
        for row in start..<end where rows.role[row].dividesEffort {
          let part = rows.effortShare[row] < 0 ? rest : rows.effortShare[row]
          let share = total > 0 ? part / total : 1 / members
          let isHelp = rows.role[row] == .helper
          add(
            effort * share, rows.person[row], isHelp ? .help : .authored, .taskAssignees, tasks.source[Int(task)])
          if !isHelp { note(effort * share, Int(rows.person[row]), isStated) }
        }
      }
      start = end
    }
  }

  /// Values each reviewer's pooled review, unless the reviewer divides the same task's effort.
  mutating func addReviews(
    _ rows: KeyResultRecords.Reviews, _ assignments: KeyResultRecords.Assignments, _ efforts: [Double],
    _ depth: ReviewDepth
  ) {
    // Both tables are ordered by task, then person: one walk over both finds the assignees.
    var cursor = 0
    for row in 0..<rows.count {
      let task = rows.task[row]
      let person = rows.person[row]
      while cursor < assignments.count
        && (assignments.task[cursor] < task
          || (assignments.task[cursor] == task && assignments.person[cursor] < person))
      {
        cursor += 1
      }
      if cursor < assignments.count, assignments.task[cursor] == task, assignments.person[cursor] == person,
        assignments.role[cursor].dividesEffort
      {
        continue
      }
      let part = depth.value(
        comments: rows.comments[row], unknown: rows.unknownDepths[row], changeRequests: rows.changeRequests[row],
        latency: rows.latency[row])
      add(efforts[Int(task)] * part, person, .review, .reviews, rows.source[row])
    }
  }

  mutating func addActs(_ rows: KeyResultRecords.Acts, actUnit: Double) {
    for row in 0..<rows.count {
      let channel = rows.channel[row]
      let units = channel == .unblocking ? rows.amount[row] : rows.amount[row] * actUnit
      add(units, rows.person[row], channel, rows.table[row], rows.source[row])
    }
  }

  private mutating func note(_ units: Double, _ person: Int, _ isStated: Bool) {
    if isStated {
      imputed.largest[person] = max(imputed.largest[person], units)
    } else {
      imputed.sums[person] += units
      imputed.counts[person] += 1
    }
  }

  private mutating func add(
    _ units: Double, _ person: Int32, _ channel: Channel, _ table: SourceTable, _ source: Int32
  ) {
    guard units > 0 else { return }
    let place = Int(person) * Channel.count + channel.index
    sums[place] += units
    squares[place] += units * units
    counts[place] += 1
    acts.append(EvidenceAct(amount: units, source: source, person: person, channel: channel, table: table))
  }
}
