internal import Contribution
package import Postgres

/// Names, teams and goals around a published run: everything about a company that a report shows beside its figures.
///
/// Grows with people, teams and goals, never with tasks, reviews or shares.
package struct CompanyDirectory: Sendable {
  package struct Team: Sendable {
    package var id: String
    package var name: String
    package var parent: String?
  }

  package struct Goal: Sendable {
    package var title: String
    package var objective: String?
    package var team: String?
  }

  package struct Objective: Sendable {
    package var title: String
    package var team: String?
    package var parentKeyResult: String?
  }

  package struct Version: Sendable {
    package var validFrom: String
    package var baseline: Double?
    package var target: Double?
    package var reason: String?
  }

  package struct Learning: Sendable {
    package var person: String?
    /// Times as text in one zone, so that they sort like times.
    package var hypothesisAt: String?
    package var resultAt: String?
    package var decision: String?
    package var reusedBy: String?
  }

  package struct Employment: Sendable {
    package var hired: String?
    package var left: String?
  }

  /// Display names by person id; a person without one is shown by id.
  package private(set) var names: [String: String] = [:]
  package private(set) var employment: [String: Employment] = [:]
  /// In byte order of ids.
  package private(set) var teams: [Team] = []
  package private(set) var teamByID: [String: Team] = [:]
  /// Members at any time in the period, by team.
  package private(set) var members: [String: Set<String>] = [:]
  /// Days away in the period, by person: each absence's days times its fraction.
  package private(set) var daysAway: [String: Double] = [:]
  package private(set) var goals: [String: Goal] = [:]
  package private(set) var objectives: [String: Objective] = [:]
  package private(set) var versions: [String: [Version]] = [:]
  /// Authors on record by key result, and whether any share is declared.
  package private(set) var authors: [String: (count: Int, isDeclared: Bool)] = [:]
  package private(set) var learning: [String: [Learning]] = [:]

  /// Reads the source schema as it is now.
  ///
  /// - Throws: `PostgresError`.
  package init(_ connection: inout Connection, schema: String, run: PublishedRun) throws {
    let texts = try SourceTexts(schema: schema, &connection)
    try readPeople(&connection, texts, run)
    try readTeams(&connection, texts, run)
    try readGoals(&connection, texts, run)
  }

  package func name(_ person: String) -> String { names[person] ?? person }

  /// Team of a key result: its own, else its objective's.
  package func team(ofKeyResult id: String) -> String? {
    guard let goal = goals[id] else { return nil }
    return goal.team ?? goal.objective.flatMap { objectives[$0]?.team }
  }

  private mutating func readPeople(
    _ connection: inout Connection, _ texts: SourceTexts, _ run: PublishedRun
  ) throws(PostgresError) {
    let known =
      "s.person_id::pg_catalog.text IN (SELECT p.person_id FROM fairshare.person_scores AS p WHERE p.run_id = $1)"
    for row in try texts.rows(
      &connection, .people, ["person_id", "display_name", "hired_on", "left_on"], where: known, run: run.run)
    {
      guard let id = row[0] else { continue }
      if let name = row[1], !name.isEmpty { names[id] = name }
      if row[2] != nil || row[3] != nil { employment[id] = Employment(hired: row[2], left: row[3]) }
    }
    for row in try texts.rows(&connection, .absences, ["person_id", "valid_from", "valid_to", "fraction"]) {
      guard let id = row[0], let from = row[1].flatMap(DayCount.init), let to = row[2].flatMap(DayCount.init),
        let first = DayCount(run.firstDay), let last = DayCount(run.lastDay)
      else { continue }
      let days = min(to.days, last.days) - max(from.days, first.days) + 1
      if days > 0 { daysAway[id, default: 0] += Double(days) * (row[3].flatMap(Double.init) ?? 1) }
    }
  }

  private mutating func readTeams(
    _ connection: inout Connection, _ texts: SourceTexts, _ run: PublishedRun
  ) throws(PostgresError) {
    for row in try texts.rows(&connection, .teams, ["team_id", "name", "parent_team_id"]) {
      guard let id = row[0], teamByID[id] == nil else { continue }
      let team = Team(id: id, name: row[1] ?? id, parent: row[2])
      teams.append(team)
      teamByID[id] = team
    }
    for row in try texts.rows(&connection, .teamMembers, ["team_id", "person_id", "valid_from", "valid_to"]) {
      guard let team = row[0], let person = row[1] else { continue }
      // ISO dates of these centuries sort like their text.
      let from = row[2].map { $0.prefix(10) } ?? ""
      let to = row[3].map { $0.prefix(10) } ?? "9999"
      if from <= run.lastDay, to >= run.firstDay { members[team, default: []].insert(person) }
    }
  }

  private mutating func readGoals(
    _ connection: inout Connection, _ texts: SourceTexts, _ run: PublishedRun
  ) throws(PostgresError) {
    for row in try texts.rows(&connection, .keyResults, ["key_result_id", "title", "objective_id", "team_id"]) {
      guard let id = row[0] else { continue }
      goals[id] = Goal(title: row[1] ?? id, objective: row[2], team: row[3])
    }
    for row in try texts.rows(&connection, .objectives, ["objective_id", "title", "team_id", "parent_key_result_id"]) {
      guard let id = row[0] else { continue }
      objectives[id] = Objective(title: row[1] ?? id, team: row[2], parentKeyResult: row[3])
    }
    for row in try texts.rows(
      &connection, .keyResultVersions, ["key_result_id", "valid_from", "baseline", "target", "reason"],
      where: SourceTexts.ofRun, run: run.run)
    {
      guard let id = row[0], let from = row[1] else { continue }
      versions[id, default: []].append(
        Version(
          validFrom: String(from.prefix(10)), baseline: row[2].flatMap(Self.finite),
          target: row[3].flatMap(Self.finite),
          reason: row[4]))
    }
    for row in try texts.rows(
      &connection, .keyResultAuthors, ["key_result_id", "person_id", "declared_share"], where: SourceTexts.ofRun,
      run: run.run)
    {
      guard let id = row[0] else { continue }
      let before = authors[id] ?? (0, false)
      authors[id] = (before.count + 1, before.isDeclared || row[2] != nil)
    }
    for row in try texts.rows(
      &connection, .learningRecords,
      ["key_result_id", "person_id", "hypothesis_at", "result_at", "decision", "reused_by_key_result_id"],
      where: SourceTexts.ofRun, run: run.run)
    {
      guard let id = row[0] else { continue }
      learning[id, default: []].append(
        Learning(
          person: row[1], hypothesisAt: row[2], resultAt: row[3], decision: row[4], reusedBy: row[5]))
    }
  }

  private static func finite(_ text: String) -> Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
}

/// A day as a number, from the first ten characters of an ISO 8601 date or time.
package struct DayCount: Sendable, Comparable {
  /// Days since 1970.
  package let days: Int

  package init?(_ text: String) {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    // Hinnant, days_from_civil.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  package static func < (left: DayCount, right: DayCount) -> Bool { left.days < right.days }
}
