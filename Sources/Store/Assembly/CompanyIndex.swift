import Contribution

/// The company's rows grouped by the key results of the period: made once, then read by every worker.
struct CompanyIndex: Sendable {
  let company: CompanyRecords
  let tasks: Grouping
  /// Position of a task inside the grouped tasks; -1 for a task of no scored key result.
  let taskPosition: [Int32]
  let assignees: Grouping
  let reviews: Grouping
  let authors: Grouping
  let versions: Grouping
  let checkIns: Grouping
  let feedback: Grouping
  let learning: Grouping
  let ratings: Grouping
  let spotChecks: Grouping
  let unblocking: UnblockingParts
  let presence: Presence
  let scale: EffortScale

  /// - Complexity: O(rows), one pass a table.
  init(_ company: CompanyRecords) {
    self.company = company
    let keyResults = company.keyResults
    let groups = keyResults.scored.count
    func position(_ keyResult: Int32) -> Int32 { keyResult < 0 ? -1 : keyResults.position[Int(keyResult)] }
    let tasks = company.tasks
    let byKeyResult = Grouping(groups: groups, rows: tasks.keyResult.count) { position(tasks.keyResult[$0]) }
    self.tasks = byKeyResult
    var taskPosition = [Int32](repeating: -1, count: tasks.keyResult.count)
    for group in 0..<groups {
      for (offset, task) in byKeyResult[group].enumerated() {
        taskPosition[Int(task)] = Int32(byKeyResult.start(group) + offset)
      }
    }
    self.taskPosition = taskPosition
    func ofTask(_ task: Int32) -> Int32 { task < 0 ? -1 : position(tasks.keyResult[Int(task)]) }
    assignees = Grouping(groups: groups, rows: company.assignees.task.count) { ofTask(company.assignees.task[$0]) }
    reviews = Grouping(groups: groups, rows: company.reviews.task.count) { ofTask(company.reviews.task[$0]) }
    func grouped(_ column: [Int32]) -> Grouping {
      Grouping(groups: groups, rows: column.count) { position(column[$0]) }
    }
    authors = grouped(company.authors.keyResult)
    versions = grouped(company.versions.keyResult)
    checkIns = grouped(company.checkIns.keyResult)
    feedback = grouped(company.feedback.keyResult)
    learning = grouped(company.learning.keyResult)
    ratings = grouped(company.ratings.keyResult)
    spotChecks = grouped(company.spotChecks.keyResult)
    let scale = EffortScale(company)
    self.scale = scale
    unblocking = UnblockingParts(company, scale: scale, groups: groups, position: ofTask)
    presence = Presence(company)
  }

  var count: Int { company.keyResults.scored.count }

  /// Company-wide number of the key result at a position.
  func keyResult(_ position: Int) -> Int { Int(company.keyResults.scored[position]) }

  /// Team of a key result: its own, else its objective's; -1 where neither names one.
  static func team(ofKeyResult keyResult: Int, in company: CompanyRecords) -> Int32 {
    let own = company.keyResults.team[keyResult]
    if own >= 0 { return own }
    let objective = company.keyResults.objective[keyResult]
    return objective < 0 ? -1 : company.objectives.team[Int(objective)]
  }
}
