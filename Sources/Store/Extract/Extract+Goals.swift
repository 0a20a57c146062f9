internal import Contribution
internal import FairshareSQL
internal import Postgres

extension Extract {
  /// People, teams and goals: small, and numbered in byte order of their ids before anything refers to them.
  func readGoals(_ connection: inout Connection, _ catalog: SourceCatalog) throws -> CompanyRecords {
    let (period, periods) = try readPeriod(&connection, catalog)
    var company = CompanyRecords(period: period)
    company.rowCounts[.periods] = periods
    try readPeople(&connection, catalog, into: &company)
    try readTeams(&connection, catalog, into: &company)
    let parents = try readObjectives(&connection, catalog, into: &company)
    try readKeyResults(&connection, catalog, into: &company)
    company.objectives.parentKeyResult = parents.enumerated().map { row, parent in
      guard let parent else { return -1 }
      if let number = company.keyResults.ids.find(parent) { return number }
      company.quarantine.setAside(
        .objectives, key: company.objectives.ids.string(Int32(row)), .orphan, column: "parent_key_result_id")
      return -1
    }
    return company
  }

  private func readPeriod(
    _ connection: inout Connection, _ catalog: SourceCatalog
  ) throws -> (period: PeriodBounds, rows: Int) {
    let columns: [SourceColumn] = [.id("period_id"), .date("starts_on"), .date("ends_on")]
    let selection = try catalog.selection(.periods, columns)
    var found: PeriodBounds?
    var known: [String] = []
    try copy(&connection, selection, catalog) { row, kinds in
      let id = try row.keyText(kinds[0])
      let first = try row.day(kinds[1])
      let last = try row.day(kinds[2])
      known.append(id)
      guard id == periodID else { return }
      guard let first, let last, first != Instant.infiniteDay, last != Instant.infiniteDay, last >= first,
        last - first < 366 * 3
      else {
        throw StoreError.unusablePeriod(id)
      }
      found = PeriodBounds(id: id, firstDay: first, endDay: last + 1)
    }
    guard var found else { throw StoreError.unknownPeriod(periodID, known: known.sorted()) }
    (found.startOffset, found.endOffset) = try offsets(&connection, found)
    return (found, known.count)
  }

  /// How far the company's clocks are ahead of UTC at the midnights that bound a period, in seconds.
  private func offsets(_ connection: inout Connection, _ period: PeriodBounds) throws -> (Int64, Int64) {
    let epochDays: Int32 = 10_957
    do {
      let rows = try connection.execute(
        Query.periodOffsets.sql,
        [.date(period.firstDay - epochDays), .date(period.endDay - epochDays), .text(zone)])
      return (Int64(try rows.integer(0, 0)), Int64(try rows.integer(0, 1)))
    } catch {
      guard error.sqlState == "22023" else { throw error }
      throw StoreError.unknownZone(zone)
    }
  }

  private func readTeams(
    _ connection: inout Connection, _ catalog: SourceCatalog, into company: inout CompanyRecords
  ) throws {
    let selection = try catalog.selection(.teams, [.id("team_id"), .id("parent_team_id", optional: true)])
    var reading = TableReading(table: .teams)
    var ids = IdentifierTable()
    var parents: [String] = []
    try copyKeyed(&connection, selection, catalog, key: "team_id") { row, kinds in
      let id = try row.keyText(kinds[0])
      let parent = try row.keyText(kinds[1])
      reading.rows += 1
      guard !id.isEmpty, id.utf8.count <= idLimit else {
        return reading.setAside(row.key(kinds), id.isEmpty ? .blankReference : .idTooLong, "team_id")
      }
      guard ids.intern(id).isNew else { return reading.setAside(id, .duplicate, "team_id") }
      parents.append(parent)
    }
    let (sorted, newNumber) = ids.sorted()
    company.teams.ids = sorted
    company.teams.parent = Array(repeating: -1, count: parents.count)
    for (old, parent) in parents.enumerated() where !parent.isEmpty {
      let number = Int(newNumber[old])
      if let parent = sorted.find(parent) {
        company.teams.parent[number] = parent
      } else {
        reading.setAside(sorted.string(Int32(number)), .orphan, "parent_team_id")
      }
    }
    company.absorb(reading)
  }

  /// - Returns: the parent key result of each objective, in byte order of objectives; nil at the top.
  private func readObjectives(
    _ connection: inout Connection, _ catalog: SourceCatalog, into company: inout CompanyRecords
  ) throws -> [String?] {
    let columns: [SourceColumn] = [
      .id("objective_id"), .id("period_id"), .id("team_id", optional: true), .id("owner_id", optional: true),
      .id("parent_key_result_id", optional: true), .text("kind"),
    ]
    let selection = try catalog.selection(.objectives, columns)
    var reading = TableReading(table: .objectives)
    var ids = IdentifierTable()
    var raw: [(period: Int32, team: Int32, owner: Int32, parent: String?, kind: ObjectiveKind)] = []
    var periods = IdentifierTable()
    let (people, teams) = (company.people.ids, company.teams.ids)
    let words = Words(ObjectiveKind.self)
    try copyKeyed(&connection, selection, catalog, key: "objective_id") { row, kinds in
      let id = try row.keyText(kinds[0])
      let period = try row.keyText(kinds[1])
      let team = try row.reference(kinds[2], in: teams)
      let owner = try row.reference(kinds[3], in: people)
      let parent = try row.keyText(kinds[4])
      let kind: ObjectiveKind?? = try row.word(kinds[5], words)
      reading.rows += 1
      guard !id.isEmpty, id.utf8.count <= idLimit else {
        return reading.setAside(row.key(kinds), id.isEmpty ? .blankReference : .idTooLong, "objective_id")
      }
      guard ids.intern(id).isNew else { return reading.setAside(id, .duplicate, "objective_id") }
      if case .unknown = team { reading.setAside(id, .orphan, "team_id") }
      if case .unknown = owner { reading.setAside(id, .orphan, "owner_id") }
      if kind == nil || kind == .some(nil) { reading.setAside(id, .unknownValue, "kind", "okr, kpi, exploration") }
      raw.append(
        (
          periods.intern(period).number, team.number ?? -1, owner.number ?? -1, parent.isEmpty ? nil : parent,
          (kind ?? nil) ?? .okr
        ))
    }
    let (sorted, newNumber) = ids.sorted()
    var order = [Int](repeating: 0, count: raw.count)
    for (old, new) in newNumber.enumerated() { order[Int(new)] = old }
    company.objectives.ids = sorted
    company.objectives.periods = periods
    var parents: [String?] = []
    for old in order {
      company.objectives.period.append(raw[old].period)
      company.objectives.team.append(raw[old].team)
      company.objectives.owner.append(raw[old].owner)
      company.objectives.kind.append(raw[old].kind)
      parents.append(raw[old].parent)
    }
    company.absorb(reading)
    return parents
  }

  private func readKeyResults(
    _ connection: inout Connection, _ catalog: SourceCatalog, into company: inout CompanyRecords
  ) throws {
    let selection = try catalog.selection(
      .keyResults, [.id("key_result_id"), .id("objective_id"), .id("team_id", optional: true)])
    var reading = TableReading(table: .keyResults)
    var ids = IdentifierTable()
    var raw: [(objective: Int32, team: Int32)] = []
    let (objectives, teams) = (company.objectives.ids, company.teams.ids)
    try copyKeyed(&connection, selection, catalog, key: "key_result_id") { row, kinds in
      let id = try row.keyText(kinds[0])
      let objective = try row.reference(kinds[1], in: objectives)
      let team = try row.reference(kinds[2], in: teams)
      reading.rows += 1
      guard !id.isEmpty, id.utf8.count <= idLimit else {
        return reading.setAside(row.key(kinds), id.isEmpty ? .blankReference : .idTooLong, "key_result_id")
      }
      guard ids.intern(id).isNew else { return reading.setAside(id, .duplicate, "key_result_id") }
      if objective.number == nil { reading.setAside(id, .orphan, "objective_id") }
      if case .unknown = team { reading.setAside(id, .orphan, "team_id") }
      raw.append((objective.number ?? -1, team.number ?? -1))
    }
    let (sorted, newNumber) = ids.sorted()
    var order = [Int](repeating: 0, count: raw.count)
    for (old, new) in newNumber.enumerated() { order[Int(new)] = old }
    let period = company.objectives.periods.find(periodID)
    company.keyResults.ids = sorted
    for (number, old) in order.enumerated() {
      let objective = raw[old].objective
      company.keyResults.objective.append(objective)
      company.keyResults.team.append(raw[old].team)
      let isScored = objective >= 0 && company.objectives.period[Int(objective)] == period
      company.keyResults.position.append(isScored ? Int32(company.keyResults.scored.count) : -1)
      if isScored { company.keyResults.scored.append(Int32(number)) }
    }
    company.keyResults.hasTasks = Array(repeating: false, count: order.count)
    company.keyResults.quarantined = Array(repeating: 0, count: order.count)
    company.absorb(reading)
  }
}
