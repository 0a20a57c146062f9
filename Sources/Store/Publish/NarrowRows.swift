package import Contribution
package import Postgres

/// One row of `key_result_scores`.
package struct KeyResultScoreRow: Sendable {
  let scored: KeyResultScore
  /// Digest of what was read about it.
  package var inputDigest: String?

  package struct KeyResultScore: Sendable {
    package var keyResultID: String
    package var kind: ObjectiveKind
    package var value: Double?
    package var attainment: Double?
    package var coverage: Double?
    package var disagreement: Double?
    package var people: Int
    package var notJudged: String?
    package var isIncomplete: Bool

    /// Why nothing may be judged, and whether rows were set aside; nil where neither applies.
    package var reason: String? {
      let parts = [notJudged, isIncomplete && notJudged != "incomplete_evidence" ? "incomplete_evidence" : nil]
        .compactMap(\.self)
      return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
  }

  package init(_ scored: ScoredKeyResult) {
    self.scored = KeyResultScore(
      keyResultID: scored.keyResultID, kind: scored.kind, value: scored.value, attainment: scored.attainment,
      coverage: scored.coverage, disagreement: scored.disagreement, people: scored.people.count,
      notJudged: scored.notJudged, isIncomplete: scored.diagnostics.contains(.incompleteEvidence))
  }
}

/// One row of `person_scores`, in units of key result value.
package struct PersonScoreRow: Sendable {
  package var person: Int32
  package var credited: Double
  package var contributed: Double
  package var low: Double?
  package var high: Double?
  package var keyResults: Int32
  package var unlinkedEffort: Double

  package init(
    person: Int32, credited: Double, contributed: Double, low: Double?, high: Double?, keyResults: Int32,
    unlinkedEffort: Double
  ) {
    self.person = person
    self.credited = credited
    self.contributed = contributed
    self.low = low
    self.high = high
    self.keyResults = keyResults
    self.unlinkedEffort = unlinkedEffort
  }
}

/// One row of `objective_contributions`.
package struct ObjectiveContributionRow: Sendable {
  package var person: Int32
  package var objective: Int32
  package var amount: Double
}

/// One row of `findings`, as it is stored.
package struct FindingRow: Sendable {
  package var findingID: String
  package var kind: String
  package var keyResultID: String?
  package var personID: String
  package var probability: Double
  package var expectedFalseShare: Double
  package var state: String
  /// JSON.
  package var reasons: String

  package init(
    findingID: String, kind: String, keyResultID: String?, personID: String, probability: Double,
    expectedFalseShare: Double, state: String, reasons: String
  ) {
    self.findingID = findingID
    self.kind = kind
    self.keyResultID = keyResultID
    self.personID = personID
    self.probability = probability
    self.expectedFalseShare = expectedFalseShare
    self.state = state
    self.reasons = reasons
  }
}

/// The families whose size does not grow with people times key results: written over one session.
package struct NarrowRows: Sendable {
  package var keyResults: [KeyResultScoreRow] = []
  package var people: [PersonScoreRow] = []
  package var objectives: [ObjectiveContributionRow] = []
  package var findings: [FindingRow] = []
  private(set) var teamTotals: [TeamTotal] = []
  private var blocks = TeamBlocks(isKnown: false)

  package init() {}

  /// Makes the sums of teams out of the people, beside those that earlier runs of the period have shown.
  package mutating func sumTeams(_ period: PeriodRecords, since earlier: TeamBlocks) {
    (teamTotals, blocks) = period.teamTotals(people, since: earlier)
  }

  /// Writes the narrow partitions in the open transaction and builds their keys.
  ///
  /// - Returns: rows by family.
  package func write(
    _ connection: inout Connection, run: RunID, period: PeriodRecords
  ) throws -> [ResultFamily: Int] {
    var counts: [ResultFamily: Int] = [:]
    counts[.keyResultScores] = try stage(&connection, .keyResultScores, run, keyResults) { rows, row in
      let score = row.scored
      rows.text(period.period)
      rows.text(score.keyResultID)
      rows.text(score.kind.rawValue)
      rows.number(score.value)
      rows.number(score.attainment)
      rows.number(score.coverage)
      rows.number(score.disagreement)
      rows.int32(Int32(score.people))
      rows.text(score.notJudged == nil ? "judged" : "not_judged")
      rows.optional(score.reason)
      rows.optional(row.inputDigest)
    }
    counts[.personScores] = try stage(&connection, .personScores, run, people) { rows, row in
      rows.text(period.period)
      rows.text(period.personID(row.person))
      rows.float8(row.credited)
      rows.float8(row.contributed)
      rows.number(row.low)
      rows.number(row.high)
      rows.int32(row.keyResults)
      rows.float8(row.unlinkedEffort)
    }
    counts[.objectiveContributions] = try stage(&connection, .objectiveContributions, run, objectives) { rows, row in
      rows.text(period.personID(row.person))
      rows.text(period.objectiveID(row.objective))
      rows.float8(row.amount)
    }
    counts[.findings] = try stage(&connection, .findings, run, findings) { rows, row in
      rows.text(period.period)
      rows.text(row.findingID)
      rows.text(row.kind)
      rows.optional(row.keyResultID)
      rows.text(row.personID)
      rows.float8(row.probability)
      rows.float8(row.expectedFalseShare)
      rows.text(row.state)
      rows.jsonb(row.reasons)
    }
    counts[.teamRhythms] = try stage(&connection, .teamRhythms, run, period.teamRhythms()) { rows, row in
      rows.text(period.period)
      rows.text(row.teamID)
      rows.int32(Int32(row.people))
      rows.number(row.oneOnOnesPerPerson)
      rows.number(row.medianDaysBetweenCheckIns)
      rows.int32(Int32(row.staleKeyResults))
      rows.int32(Int32(row.feedbackGiven))
      rows.int32(Int32(row.goalChanges))
    }
    counts[.teamTotals] = try stage(&connection, .teamTotals, run, teamTotals) { rows, row in
      rows.text(period.period)
      rows.text(row.teamID)
      rows.int32(Int32(row.people))
      rows.float8(row.credited)
      rows.float8(row.contributed)
    }
    try blocks.keep(&connection, run: run)
    return counts
  }

  private func stage<Row>(
    _ connection: inout Connection, _ family: ResultFamily, _ run: RunID, _ rows: [Row],
    _ encode: (inout BinaryRows, Row) -> Void
  ) throws -> Int {
    try connection.execute(family.create(run))
    let count = try connection.copyIn(family.copyIn(run), patience: .seconds(600)) { writer in
      for row in rows {
        writer.rows.begin(fields: Int16(family.columns.count))
        writer.rows.uuid(run.bits)
        encode(&writer.rows, row)
        try writer.endRow()
      }
    }
    try connection.execute(family.seal(run), patience: .seconds(3600))
    return count
  }
}

extension BinaryRows {
  /// A number that may be missing; what is not finite is missing too.
  mutating func number(_ value: Double?) {
    if let value, value.isFinite { float8(value) } else { null() }
  }

  mutating func optional(_ value: String?) {
    if let value { text(value) } else { null() }
  }

  /// A JSON document: the binary form of jsonb is a version byte and the text.
  mutating func jsonb(_ value: String) { text("\u{1}" + value) }
}
