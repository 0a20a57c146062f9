import Contribution

/// Builds the records of one key result after the other from the company's columns; one assembler a thread.
///
/// What it gives depends on the records alone: not on the order of rows, nor on which thread asks.
///
/// - Complexity: O(r log r) for a key result of r rows.
struct KeyResultAssembler {
  let index: CompanyIndex
  var company: CompanyRecords { index.company }
  /// Local number of a company-wide person while one key result is built; -1 else.
  private var local: [Int32]
  var quarantine = Quarantine()
  /// Rows of the present key result that were set aside here.
  var setAside = 0

  init(_ index: CompanyIndex) {
    self.index = index
    local = Array(repeating: -1, count: index.company.people.ids.count)
  }

  /// The records of the key result at a position among those of the period, and what was set aside on the way.
  mutating func assemble(_ position: Int) -> Assembled {
    quarantine = Quarantine()
    setAside = 0
    let keyResult = index.keyResult(position)
    let id = company.keyResults.ids.string(Int32(keyResult))
    let team = CompanyIndex.team(ofKeyResult: keyResult, in: company)

    let tasks = self.tasks(position, keyResult: keyResult, team: team)
    var assignments = self.assignments(position)
    var reviews = self.reviews(position, tasks: tasks, assignments: assignments)
    var acts = self.acts(position)
    let authors = self.authors(position)
    var ratings = self.ratings(position)
    var spotChecks = self.spotChecks(position)

    // Each is noted when met first, so that only as many are sorted as there are people.
    var people: [Int32] = []
    func takesPart(_ person: Int32) {
      guard local[Int(person)] < 0 else { return }
      local[Int(person)] = 0
      people.append(person)
    }
    for person in authors.people { takesPart(person) }
    for row in 0..<assignments.count
    where assignments.role[row].dividesEffort && tasks.outcome[Int(assignments.task[row])].counts {
      takesPart(assignments.person[row])
    }
    for row in 0..<reviews.count where reviews.hasDepth(row) && tasks.outcome[Int(reviews.task[row])].counts {
      takesPart(reviews.person[row])
    }
    for row in 0..<acts.count where acts.channel[row].makesParticipant { takesPart(acts.person[row]) }
    for row in 0..<ratings.count where ratings.points[row] > 0 { takesPart(ratings.ratee[row]) }
    for person in spotChecks.left + spotChecks.right { takesPart(person) }
    people.sort()
    for (number, person) in people.enumerated() { local[Int(person)] = Int32(number) }
    defer { for person in people { local[Int(person)] = -1 } }

    assignments.keep { local[Int($0)] }
    reviews.keep { local[Int($0)] }
    acts.keep { local[Int($0)] }
    ratings.keep { local[Int($0)] }
    for row in 0..<spotChecks.count {
      spotChecks.left[row] = local[Int(spotChecks.left[row])]
      spotChecks.right[row] = local[Int(spotChecks.right[row])]
    }
    var credit = [Double](repeating: 0, count: people.count)
    var isAuthor = [Bool](repeating: false, count: people.count)
    for (person, share) in zip(authors.people, authors.shares) {
      credit[Int(local[Int(person)])] = share
      isAuthor[Int(local[Int(person)])] = true
    }
    let records = KeyResultRecords(
      keyResultID: id,
      people: KeyResultRecords.People(
        number: people, family: people.map { company.people.family[Int($0)] }, credit: credit, isAuthor: isAuthor,
        presence: people.map { index.presence.onKeyResult(person: $0, team: team) }),
      tasks: tasks, assignments: assignments, reviews: reviews, acts: acts, ratings: ratings, spotChecks: spotChecks,
      actUnit: index.scale.actUnit(team: team),
      quarantinedRows: setAside + Int(company.keyResults.quarantined[keyResult]))
    note(records, position: position)
    return Assembled(keyResult: keyResult, team: team, records: records, quarantine: quarantine)
  }

  mutating func setAside(_ table: SourceTable, key: String, _ fault: RowFault, column: String, detail: String = "") {
    quarantine.setAside(table, key: key, fault, column: column, detail: detail)
    setAside += 1
  }

  private mutating func note(_ records: KeyResultRecords, position: Int) {
    let authors = records.people.isAuthor.count { $0 }
    if records.people.count == 0 { quarantine.notice(.noPeople) }
    if records.people.count == 1 { quarantine.notice(.onePerson) }
    if authors == 1 { quarantine.notice(.oneAuthor) }
    if !records.hasEvidence, records.people.count > 0 { quarantine.notice(.noEvidence) }
    let start = company.period.start
    if index.tasks[position].contains(where: { hasBegun(task: Int($0), before: start) }) {
      quarantine.notice(.startedBeforePeriod)
    }
  }

  private func hasBegun(task: Int, before time: Int64) -> Bool {
    let created = company.tasks.createdAt[task]
    let began = created == CompanyRecords.unknownTime ? company.tasks.completedAt[task] : created
    return began != CompanyRecords.unknownTime && began < time
  }
}

/// One key result, ready to be scored.
struct Assembled: Sendable {
  /// Company-wide number.
  var keyResult: Int
  var team: Int32
  var records: KeyResultRecords
  var quarantine: Quarantine
}

extension Channel {
  /// Whether an act of this channel alone makes somebody a participant of the key result.
  ///
  /// Keeping the books of a goal adds to a participant's evidence, but does not make the book-keeper one.
  var makesParticipant: Bool { self != .checkIn && self != .goalAuthoring }
}

extension KeyResultRecords {
  /// Whether any act with units is recorded.
  var hasEvidence: Bool {
    if acts.count > 0 { return true }
    for row in 0..<assignments.count
    where assignments.role[row].dividesEffort && tasks.outcome[Int(assignments.task[row])].counts
      && tasks.effort[Int(assignments.task[row])] > 0
    {
      return true
    }
    return (0..<reviews.count).contains { reviews.hasDepth($0) && tasks.outcome[Int(reviews.task[$0])].counts }
  }
}
