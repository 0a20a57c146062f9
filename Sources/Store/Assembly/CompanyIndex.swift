import Contribution

/// The company's rows grouped by the key results of the period: made once, then read by every worker.
struct CompanyIndex: Sendable {
  /// The company without the rows that are grouped below.
  let company: CompanyRecords
  /// Tasks of each key result in byte order of their ids: their place is their number in the key result's records.
  let tasks: GroupedRows<Int32>
  /// Assignees by task and person; of a person named twice the standing role comes first.
  let assignees: GroupedRows<AssigneeRow>
  /// Reviews by task, reviewer, time and id.
  let reviews: GroupedRows<ReviewRow>
  /// Effort on tasks that serve no key result and were finished in the period, by person.
  let unlinkedEffort: [Double]
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

  /// - Parameter jobs: threads that sort.
  /// - Complexity: O(rows log rows of a key result).
  init(_ records: CompanyRecords, jobs: Int = 1) {
    var company = records
    let keyResults = company.keyResults
    let groups = keyResults.scored.count
    func position(_ keyResult: Int32) -> Int32 { keyResult < 0 ? -1 : keyResults.position[Int(keyResult)] }
    let taskKeyResult = company.tasks.keyResult
    func ofTask(_ task: Int32) -> Int32 { task < 0 ? -1 : position(taskKeyResult[Int(task)]) }
    let scale = EffortScale(company)
    self.scale = scale
    unblocking = UnblockingParts(company, scale: scale, groups: groups, position: ofTask)
    unlinkedEffort = UnlinkedEffort.byPerson(company)
    let tasks = Self.sortedTasks(company.tasks, groups: groups, jobs: jobs, group: ofTask)
    self.tasks = tasks
    var number = [Int32](repeating: -1, count: taskKeyResult.count)
    for group in 0..<groups {
      for (place, task) in tasks[group].enumerated() { number[Int(task)] = Int32(place) }
    }
    var assignees = GroupedRows<AssigneeRow>(
      groups: groups, of: company.assignees, group: { ofTask($0.task) },
      place: { row in
        var row = row
        row.task = number[Int(row.task)]
        return row
      })
    company.assignees = []
    assignees.sortEach(jobs: jobs) { a, b in
      if a.key != b.key { return a.key < b.key }
      return a.role != b.role ? a.role.rank < b.role.rank : a.effortShare > b.effortShare
    }
    self.assignees = assignees
    var reviews = GroupedRows<ReviewRow>(
      groups: groups, of: company.reviews.rows, group: { ofTask($0.task) },
      place: { row in
        var row = row
        row.task = number[Int(row.task)]
        return row
      })
    company.reviews.rows = []
    let reviewIDs = company.reviews.ids
    reviews.sortEach(jobs: jobs) { a, b in
      if a.key != b.key { return a.key < b.key }
      return a.submittedAt != b.submittedAt ? a.submittedAt < b.submittedAt : reviewIDs.precedes(Int(a.row), Int(b.row))
    }
    self.reviews = reviews
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
    presence = Presence(company)
    self.company = company
  }

  private struct NamedTask: Sendable {
    var prefix: UInt64
    var task: Int32
  }

  /// Tasks by key result, in byte order of their ids.
  private static func sortedTasks(
    _ tasks: TaskColumns, groups: Int, jobs: Int, group: (Int32) -> Int32
  ) -> GroupedRows<Int32> {
    let ids = tasks.ids.column
    let all = (0..<Int32(tasks.keyResult.count))
    var named = GroupedRows<NamedTask>(groups: groups, of: Array(all), group: group) {
      NamedTask(prefix: ids.prefix(Int($0)), task: $0)
    }
    named.sortEach(jobs: jobs) { a, b in
      a.prefix != b.prefix ? a.prefix < b.prefix : ids.precedes(Int(a.task), Int(b.task))
    }
    return GroupedRows<Int32>(named, \.task)
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
