import Contribution

/// Who unblocked whose task, and how much of it is theirs.
///
/// A finished task b that was blocked by finished tasks carries e_b units of unblocking, divided among its blockers by effort and
/// among a blocker's assignees equally. Splitting a blocker or the blocked task changes nobody's part. Blockers that serve a key
/// result of another period, or that were set aside, take no part: whether they were read must not matter.
struct UnblockingParts: Sendable {
  var blocked: [Int32] = []
  var person: [Int32] = []
  /// Effort units.
  var amount: [Double] = []
  /// Row of the link.
  var link: [Int32] = []
  private let byKeyResult: Grouping

  /// - Complexity: O(links log links + assignees) where links exist, else O(1).
  init(_ company: CompanyRecords, scale: EffortScale, groups: Int, position: (Int32) -> Int32) {
    let links = company.links
    guard !links.task.isEmpty else {
      byKeyResult = Grouping(groups: groups, rows: 0) { _ in -1 }
      return
    }
    let tasks = company.tasks
    func effort(_ task: Int32) -> Double {
      let index = Int(task)
      let isOwn = tasks.keyResult[index] == -1 || position(task) >= 0
      guard isOwn else { return 0 }
      guard tasks.outcome[index].counts, tasks.completedAt[index] < company.period.end else { return 0 }
      guard tasks.effort[index].isNaN else { return tasks.effort[index] }
      let keyResult = tasks.keyResult[index]
      guard keyResult >= 0 else { return scale.imputedEffort(team: -1, kind: .okr) }
      let objective = company.keyResults.objective[Int(keyResult)]
      return scale.imputedEffort(
        team: CompanyIndex.team(ofKeyResult: Int(keyResult), in: company),
        kind: objective < 0 ? .okr : company.objectives.kind[Int(objective)])
    }
    var involved = [Int32](repeating: -1, count: tasks.keyResult.count)
    var named = 0
    for row in links.task.indices {
      for task in [links.task[row], links.blocked[row]] where task >= 0 && involved[Int(task)] < 0 {
        involved[Int(task)] = Int32(named)
        named += 1
      }
    }
    var people = [[Int32]](repeating: [], count: named)
    for row in company.assignees where row.role.dividesEffort && row.person >= 0 {
      guard row.task >= 0, involved[Int(row.task)] >= 0 else { continue }
      people[Int(involved[Int(row.task)])].append(row.person)
    }
    for index in people.indices { people[index] = Array(Set(people[index])).sorted() }

    let order = links.task.indices.filter {
      links.task[$0] >= 0 && links.blocked[$0] >= 0 && links.task[$0] != links.blocked[$0]
    }.sorted { left, right in
      let (a, b) = (Int(links.blocked[left]), Int(links.blocked[right]))
      if a != b { return tasks.ids.column.precedes(a, b) }
      return tasks.ids.column.precedes(Int(links.task[left]), Int(links.task[right]))
    }
    var at = 0
    while at < order.count {
      var end = at
      let task = links.blocked[order[at]]
      while end < order.count, links.blocked[order[end]] == task { end += 1 }
      defer { at = end }
      let own = people[Int(involved[Int(task)])]
      var blockers = order[at..<end].map { (row: $0, effort: effort(links.task[$0])) }
      blockers = blockers.enumerated().filter {
        $0.offset == 0 || links.task[$0.element.row] != links.task[blockers[$0.offset - 1].row]
      }
      .map(\.element)
      let total = blockers.reduce(0) { $0 + $1.effort }
      let worth = effort(task)
      guard total > 0, worth > 0 else { continue }
      for (row, effort) in blockers where effort > 0 {
        let helpers = people[Int(involved[Int(links.task[row])])]
        for helper in helpers where !own.contains(helper) {
          blocked.append(task)
          person.append(helper)
          amount.append(worth * effort / total / Double(helpers.count))
          link.append(Int32(row))
        }
      }
    }
    let blocked = blocked
    byKeyResult = Grouping(groups: groups, rows: blocked.count) { position(blocked[$0]) }
  }

  subscript(keyResultPosition: Int) -> ArraySlice<Int32> { byKeyResult[keyResultPosition] }
}
