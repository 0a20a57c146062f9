import Attribution
import Contribution

extension KeyResultAssembler {
  /// Acts outside tasks and reviews; persons still by their company-wide numbers.
  ///
  /// Repeated acts of one kind are pooled per week (and giver), so that nobody earns by doing the same thing more often.
  mutating func acts(_ position: Int) -> KeyResultRecords.Acts {
    var rows: [Act] = []
    let parts = index.unblocking
    for row in parts[position] {
      // The parts come in the order of the tasks' ids; the rows of the links come in any.
      rows.append(
        Act(
          channel: .unblocking, person: parts.person[Int(row)], pool: 0, at: Int64(row), amount: parts.amount[Int(row)],
          table: .taskLinks,
          source: parts.link[Int(row)], isPooled: false))
    }
    addGoalAuthoring(position, to: &rows)
    addCheckIns(position, to: &rows)
    addLearning(position, to: &rows)
    addThanks(position, to: &rows)
    let feedback = company.feedback.ids
    rows.sort { a, b in
      if let isBefore = Act.precedes(a, b) { return isBefore }
      guard a.table == .feedback, b.table == .feedback else { return a.source < b.source }
      return feedback.precedes(Int(a.source), Int(b.source))
    }
    var acts = KeyResultRecords.Acts()
    var last: Act?
    for act in rows {
      if act.isPooled, let last, last.channel == act.channel, last.person == act.person, last.pool == act.pool {
        continue
      }
      last = act
      acts.channel.append(act.channel)
      acts.person.append(act.person)
      acts.amount.append(act.amount)
      acts.table.append(act.table)
      acts.source.append(act.source)
    }
    return acts
  }

  private func addGoalAuthoring(_ position: Int, to rows: inout [Act]) {
    let objective = company.keyResults.objective[index.keyResult(position)]
    guard objective >= 0, company.objectives.owner[Int(objective)] >= 0 else { return }
    let owner = company.objectives.owner[Int(objective)]
    for row in index.versions[position] where company.versions.validFrom[Int(row)] < company.period.end {
      let day = company.period.day(company.versions.validFrom[Int(row)])
      rows.append(
        Act(
          channel: .goalAuthoring, person: owner, pool: day, at: company.versions.validFrom[Int(row)], amount: 1,
          table: .keyResultVersions, source: row,
          isPooled: true))
    }
  }

  private mutating func addCheckIns(_ position: Int, to rows: inout [Act]) {
    for row in index.checkIns[position] where company.checkIns.person[Int(row)] >= 0 {
      let at = company.checkIns.at[Int(row)]
      guard at < company.period.end else {
        quarantine.notice(.futureEvent)
        continue
      }
      rows.append(
        Act(
          channel: .checkIn, person: company.checkIns.person[Int(row)], pool: company.period.week(at), at: at,
          amount: 1,
          table: .checkIns,
          source: row, isPooled: true))
    }
  }

  private func addLearning(_ position: Int, to rows: inout [Act]) {
    for row in index.learning[position] where company.learning.person[Int(row)] >= 0 {
      let completeness = company.learning.completeness(Int(row), before: company.period.end)
      guard completeness > 0 else { continue }
      rows.append(
        Act(
          channel: .learning, person: company.learning.person[Int(row)], pool: company.learning.hypothesisAt[Int(row)],
          at: 0,
          amount: completeness, table: .learningRecords, source: row, isPooled: true))
    }
  }

  private mutating func addThanks(_ position: Int, to rows: inout [Act]) {
    let columns = company.feedback
    for row in index.feedback[position] where columns.kind[Int(row)].isThanks {
      let (giver, receiver, at) = (columns.giver[Int(row)], columns.receiver[Int(row)], columns.at[Int(row)])
      guard receiver >= 0, giver != receiver else { continue }
      guard at < company.period.end else {
        quarantine.notice(.futureEvent)
        continue
      }
      let pool = Int64(giver) << 32 | (company.period.week(at) & 0xFFFF_FFFF)
      rows.append(
        Act(
          channel: .thanks, person: receiver, pool: pool, at: at, amount: 1, table: .feedback, source: row,
          isPooled: true))
    }
  }
}

/// One act before pooling.
private struct Act {
  var channel: Channel
  var person: Int32
  /// Acts with the same channel, person and pool are one act.
  var pool: Int64
  /// Moment of the act: of pooled acts the first stands.
  var at: Int64
  var amount: Double
  var table: SourceTable
  var source: Int32
  var isPooled: Bool

  /// Order by content; nil where only the ids of the sources can tell.
  static func precedes(_ a: Act, _ b: Act) -> Bool? {
    let left = (a.channel.index, a.person, a.pool, a.at, -a.amount)
    let right = (b.channel.index, b.person, b.pool, b.at, -b.amount)
    return left == right ? nil : left < right
  }
}

extension LearningColumns {
  /// How complete a learning record is, [0, 1]: a quarter each for a hypothesis dated before its result, the result, the decision,
  /// and reuse by another key result.
  func completeness(_ row: Int, before end: Int64) -> Double {
    func known(_ time: Int64) -> Int64? { time != CompanyRecords.unknownTime && time < end ? time : nil }
    return LearningCompleteness(
      hypothesisAt: known(hypothesisAt[row]), resultAt: known(resultAt[row]), hasDecision: hasDecision[row],
      isReused: reusedBy[row] >= 0
    ).value
  }
}

extension KeyResultRecords.Acts {
  mutating func keep(_ number: (Int32) -> Int32) {
    guard !person.renumber(number) else { return }
    var kept = Self()
    for row in 0..<count where person[row] >= 0 {
      kept.channel.append(channel[row])
      kept.person.append(person[row])
      kept.amount.append(amount[row])
      kept.table.append(table[row])
      kept.source.append(source[row])
    }
    self = kept
  }
}
