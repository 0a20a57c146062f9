internal import Attribution
internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// The overview's figures in the newest published periods, the oldest first, this one last.
///
/// Goals and departments are those of today: what was reorganised since is shown as if it had always been so.
struct OverviewPast {
  private(set) var alignment: [Double?] = []
  private(set) var prompts: [Double?] = []
  private(set) var linked: [Double?] = []
  private(set) var coverage: [Double?] = []
  /// Alignment by department id.
  private(set) var departments: [String: [Double?]] = [:]
  /// What past outcomes say about who took part; nil where there were too few periods to ask.
  private(set) var outcomes: OverviewPage.PastOutcomes?

  init() {}

  /// - Throws: `PostgresError`.
  /// - Complexity: O(key results of eight periods) memory; the server sums the shares.
  init(_ connection: inout Connection, _ material: ReportMaterial) throws {
    outcomes = Self.outcomes(try material.rows.companyFit(&connection))
    let periods = try PublishedPast.periods(&connection, until: material.run.firstDay).reversed()
    guard periods.count > 1 else { return }
    let named = try SourceTexts(schema: material.configuration.sourceSchema, &connection)
      .values(&connection, .keyResultAuthors, "key_result_id")
    for (place, period) in periods.enumerated() {
      var sums = Sums()
      for keyResult in try PublishedPast.keyResults(&connection, of: period.run) {
        sums.add(keyResult, isNamed: named.contains(keyResult.id), material)
      }
      alignment.append(sums.all.ratio)
      prompts.append(Double(period.prompts))
      linked.append(sums.work > 0 ? sums.linked / sums.work : nil)
      coverage.append(sums.work > 0 ? sums.coverage / sums.work : nil)
      for (id, part) in sums.byDepartment {
        let before = departments[id] ?? [Double?](repeating: nil, count: place)
        departments[id] = before + [Double?](repeating: nil, count: place - before.count) + [part.ratio]
      }
    }
    let count = periods.count
    departments = departments.mapValues { $0 + [Double?](repeating: nil, count: count - $0.count) }
  }

  private static func outcomes(_ fit: [String: Double]) -> OverviewPage.PastOutcomes? {
    let periods = Int(fit["outcome_periods"] ?? 0)
    guard periods >= OutcomeFit.leastPeriods else { return nil }
    return OverviewPage.PastOutcomes(
      periods: periods, keyResults: Int(fit["outcome_key_results"] ?? 0), people: Int(fit["outcome_people"] ?? 0))
  }

  private struct Part {
    var value = 0.0
    var alignment = 0.0
    var ratio: Double? { value > 0 ? alignment / value : nil }
  }

  /// Sums of one period, by the rules that hold for the period of the page.
  private struct Sums {
    var all = Part()
    var byDepartment: [String: Part] = [:]
    var work = 0.0
    var linked = 0.0
    var coverage = 0.0

    mutating func add(_ keyResult: PublishedPast.KeyResult, isNamed: Bool, _ material: ReportMaterial) {
      guard let value = keyResult.value, value > 0, let alignment = keyResult.alignment,
        let team = material.directory.team(ofKeyResult: keyResult.id)
      else { return }
      work += value
      coverage += value * (keyResult.coverage ?? 0)
      if material.shape.companyObjective(ofKeyResult: keyResult.id) != nil { linked += value }
      guard isNamed, keyResult.reason != "no_evidence" else { return }
      all.value += value
      all.alignment += value * alignment
      if let department = material.shape.department(of: team)?.id {
        byDepartment[department, default: Part()].value += value
        byDepartment[department, default: Part()].alignment += value * alignment
      }
    }
  }
}
