import Contribution
internal import Statistics

/// Company-wide scales of effort: what a task without a recorded effort is taken to be, and what one act stands for.
///
/// Both come from counts, order statistics and exact sums, so that rows may come in any order and efforts in any unit. What was
/// finished after the period's end takes no part, so that a later look at the period gives the same scales.
struct EffortScale: Sendable {
  /// Median effort of counting tasks by team and objective kind, then by team, then of the company.
  private let medians: [Key: Double]
  private let companyMedian: Double
  private let actUnits: [Int32: Double]
  private let companyActUnit: Double

  private struct Key: Hashable, Sendable {
    var team: Int32
    /// nil: all kinds of the team.
    var kind: ObjectiveKind?
  }

  /// - Complexity: O(tasks + assignees); sorts efforts only where some are missing.
  init(_ company: CompanyRecords) {
    let tasks = company.tasks
    let keyResults = company.keyResults
    var team = [Int32](repeating: -1, count: keyResults.objective.count)
    var kind = [ObjectiveKind](repeating: .okr, count: keyResults.objective.count)
    for keyResult in team.indices {
      team[keyResult] = CompanyIndex.team(ofKeyResult: keyResult, in: company)
      let objective = keyResults.objective[keyResult]
      if objective >= 0 { kind[keyResult] = company.objectives.kind[Int(objective)] }
    }
    func isCounted(_ task: Int) -> Bool {
      let keyResult = tasks.keyResult[task]
      return keyResult >= 0 && keyResults.position[Int(keyResult)] >= 0 && tasks.outcome[task].counts
        && tasks.completedAt[task] < company.period.end
    }
    var isMissing = false
    let teams = company.teams.parent.count
    var efforts = [ExactSum](repeating: ExactSum(), count: teams + 1)
    for task in tasks.effort.indices where isCounted(task) {
      let effort = tasks.effort[task]
      if effort.isNaN {
        isMissing = true
        continue
      }
      let slot = Int(team[Int(tasks.keyResult[task])]) + 1
      efforts[slot].add(effort)
    }
    (medians, companyMedian) =
      isMissing ? Self.medians(tasks, team: team, kind: kind, isCounted: isCounted) : ([:], 1)

    // People who took part by team: one bit each.
    let words = company.people.ids.count / 64 + 1
    var seen = [UInt64](repeating: 0, count: words * (teams + 1))
    for row in company.assignees where row.role.dividesEffort {
      let task = Int(row.task)
      let person = Int(row.person)
      guard task >= 0, person >= 0, isCounted(task) else { continue }
      let slot = Int(team[Int(tasks.keyResult[task])]) + 1
      seen[slot * words + person / 64] |= 1 << UInt64(person % 64)
    }
    let workdays = max(1, Double(company.period.days) * 5 / 7)
    var units: [Int32: Double] = [:]
    var allEffort = ExactSum()
    var allPeople = 0
    for slot in 0...teams {
      let people = seen[(slot * words)..<((slot + 1) * words)].reduce(0) { $0 + $1.nonzeroBitCount }
      let effort = efforts[slot].value
      guard people > 0, effort > 0 else { continue }
      units[Int32(slot) - 1] = effort / (Double(people) * workdays)
      allEffort.merge(efforts[slot])
      allPeople += people
    }
    actUnits = units
    companyActUnit = allPeople > 0 ? allEffort.value / (Double(allPeople) * workdays) : 1
  }

  /// Effort of a task that has none on record.
  func imputedEffort(team: Int32, kind: ObjectiveKind) -> Double {
    medians[Key(team: team, kind: kind)] ?? medians[Key(team: team, kind: nil)] ?? companyMedian
  }

  /// Effort that one act of a team's key result stands for: what one person delivers in one working day.
  func actUnit(team: Int32) -> Double { actUnits[team] ?? companyActUnit }

  private static func medians(
    _ tasks: TaskColumns, team: [Int32], kind: [ObjectiveKind], isCounted: (Int) -> Bool
  ) -> ([Key: Double], Double) {
    var efforts: [Key: [Double]] = [:]
    var all: [Double] = []
    for task in tasks.effort.indices where isCounted(task) && !tasks.effort[task].isNaN {
      let keyResult = Int(tasks.keyResult[task])
      efforts[Key(team: team[keyResult], kind: kind[keyResult]), default: []].append(tasks.effort[task])
      efforts[Key(team: team[keyResult], kind: nil), default: []].append(tasks.effort[task])
      all.append(tasks.effort[task])
    }
    return (efforts.mapValues(median), all.isEmpty ? 1 : median(all))
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
