import Contribution

/// Work of the period that serves no key result: shown as such, never part of a share.
enum UnlinkedEffort {
  /// Effort by person in units of task effort, a task divided equally among its assignees; summed in millionths, so that rows may
  /// come in any order.
  ///
  /// - Complexity: O(tasks + assignees).
  static func byPerson(_ company: CompanyRecords) -> [Double] {
    let tasks = company.tasks
    var millionths = [Int64](repeating: 0, count: company.people.ids.count)
    guard tasks.keyResult.contains(-1) else { return millionths.map { _ in 0 } }
    func isUnlinked(_ task: Int) -> Bool {
      tasks.keyResult[task] == -1 && tasks.outcome[task].counts && !tasks.effort[task].isNaN
        && tasks.completedAt[task] >= company.period.start && tasks.completedAt[task] < company.period.end
    }
    var divisors = [Int32](repeating: 0, count: tasks.keyResult.count)
    let rows = company.assignees.filter { $0.role.dividesEffort && isUnlinked(Int($0.task)) }
    for row in rows { divisors[Int(row.task)] += 1 }
    for row in rows {
      let part = tasks.effort[Int(row.task)] / Double(divisors[Int(row.task)])
      millionths[Int(row.person)] &+= Int64(min(part, 1e9) * 1e6)
    }
    return millionths.map { Double($0) / 1e6 }
  }
}
