package import Attribution
package import Contribution

/// Reads one key result of a period after the other; one reader a thread.
package struct KeyResultReader {
  private var assembler: KeyResultAssembler
  private let records: PeriodRecords

  init(_ records: PeriodRecords) {
    self.records = records
    assembler = KeyResultAssembler(records.index)
  }

  /// The key result at a position, 0 ..< `PeriodRecords.count`, in byte order of ids.
  package mutating func read(_ position: Int) -> PeriodKeyResult {
    let assembled = assembler.assemble(position)
    let index = records.index
    let company = index.company
    let objective = company.keyResults.objective[assembled.keyResult]
    let versions = index.versions[position].map { row in
      GoalVersion(
        validFrom: company.versions.validFrom[Int(row)], weight: company.versions.weight[Int(row)],
        baseline: Self.known(company.versions.baseline[Int(row)]), target: Self.known(company.versions.target[Int(row)])
      )
    }.sorted {
      ($0.validFrom, $0.weight, $0.target ?? -.infinity, $0.baseline ?? -.infinity)
        < ($1.validFrom, $1.weight, $1.target ?? -.infinity, $1.baseline ?? -.infinity)
    }
    let last = index.checkIns[position].filter {
      company.checkIns.at[Int($0)] < company.period.end && !company.checkIns.value[Int($0)].isNaN
    }.max {
      (company.checkIns.at[Int($0)], company.checkIns.value[Int($0)])
        < (company.checkIns.at[Int($1)], company.checkIns.value[Int($1)])
    }
    let learning = index.learning[position].map { company.learning.completeness(Int($0), before: company.period.end) }
      .max()
    return PeriodKeyResult(
      records: assembled.records, kind: objective < 0 ? .okr : company.objectives.kind[Int(objective)],
      team: assembled.team,
      version: GoalVersion.inForce(versions, at: company.period.end - 1),
      versions: versions.count, actual: last.map { company.checkIns.value[Int($0)] }, learning: learning ?? 0,
      setAside: QuarantineSummary(assembled.quarantine))
  }

  private static func known(_ value: Double) -> Double? { value.isNaN ? nil : value }
}

/// One key result of a period: its records and what its outcome is judged by.
package struct PeriodKeyResult: Sendable {
  package var records: KeyResultRecords
  package var kind: ObjectiveKind
  /// Number of its team; -1 where none is on record.
  package var team: Int32
  /// The goal in force at the end of the period.
  package var version: GoalVersion?
  package var versions: Int
  /// The last value that was checked in.
  package var actual: Double?
  /// Completeness of the best learning record, [0, 1].
  package var learning: Double
  package var setAside: QuarantineSummary

  /// Weight of the key result, 1 where no version says so.
  package var weight: Double { version?.weight ?? 1 }
}
