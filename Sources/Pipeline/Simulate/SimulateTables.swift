internal import Attribution
internal import Contribution
internal import Reporting
internal import Simulation

/// The tables of a simulation: what is printed, and with `--json` one object a row.
struct SimulateTables {
  let outcome: SimulateOutcome
  /// The same for the companies of each seed: what standard errors are read from.
  let seeds: [SimulateOutcome]
  let language: Language

  init(_ outcome: SimulateOutcome, seeds: [SimulateOutcome] = [], _ language: Language) {
    self.outcome = outcome
    self.seeds = seeds
    self.language = language
  }

  /// A table with its title and the type of its objects.
  struct Titled {
    var type: String
    var title: Bilingual
    var table: TextTable
    /// Leading columns that tell rows apart.
    var identity = 1
    /// Columns that get a standard error.
    var measured: Set<String>
  }

  /// Every table, with standard errors where there is more than one seed; tables without a row are left out.
  var all: [Titled] {
    let parts = seeds.count > 1 ? seeds.map { SimulateTables($0, language).plain } : []
    return plain.enumerated().map { place, titled in
      guard !parts.isEmpty else { return titled }
      var titled = titled
      titled.table = Self.withErrors(titled, parts.map { $0[place].table })
      return titled
    }.filter { !$0.table.rows.isEmpty }
  }

  private var plain: [Titled] {
    [
      Titled(
        type: "accuracy", title: SimulateWord.accuracy, table: SimulateAccuracy.all(outcome),
        measured: ["total_variation", "kendall_tau", "consensus_closer"]),
      Titled(
        type: "accuracy_where_rated", title: SimulateWord.accuracyWhereRated, table: SimulateAccuracy.rated(outcome),
        measured: ["total_variation", "kendall_tau", "consensus_closer"]),
      Titled(type: "coverage", title: SimulateWord.coverage, table: coverage, measured: ["covered"]),
      Titled(type: "family", title: SimulateWord.families, table: families, measured: ["mean_error", "covered"]),
      Titled(
        type: "credit_findings", title: SimulateWord.findings, table: findings,
        measured: ["false_share_of_flags", "power_of_flags", "false_share_of_watches", "power_of_watches"]),
      Titled(
        type: "attack", title: SimulateWord.gains, table: gains, identity: 2, measured: ["gain", "gain_where_rated"]),
      Titled(
        type: "attack_elsewhere", title: SimulateWord.gainsElsewhere, table: gainsElsewhere,
        measured: Set(ComparisonMethod.allCases.map(\.rawValue))),
      Titled(
        type: "ablation", title: SimulateWord.ablations, table: SimulateAccuracy.ablations(outcome, language),
        measured: ["total_variation", "change", "covered"]),
    ]
  }

  private var coverage: TextTable {
    var table = TextTable(columns: [
      .init("band", Bilingual("人群", "people with")),
      .init("people", Bilingual("份额数", "shares"), isNumber: true),
      .init("covered", Bilingual("包住", "covered"), isNumber: true),
    ])
    for row in outcome.evaluation.coverage {
      table.rows.append([
        .init(SimulateWord.band(row.band)[language], .string(row.band)), .count(row.people),
        Self.decimal(row.covered, 3),
      ])
    }
    return table
  }

  private var families: TextTable {
    var table = TextTable(columns: [
      .init("family", Bilingual("职类", "job family")),
      .init("people", Bilingual("份额数", "shares"), isNumber: true),
      .init("mean_error", Bilingual("平均误差", "mean error"), isNumber: true),
      .init("covered", Bilingual("包住", "covered"), isNumber: true),
    ])
    for row in outcome.evaluation.families {
      table.rows.append([
        .init(SimulateWord.family(row.family)[language], .string(row.family)), .count(row.people),
        .init(Self.percent(row.meanError, 2), .number(row.meanError)), Self.decimal(row.covered, 3),
      ])
    }
    return table
  }

  private var findings: TextTable {
    var table = TextTable(columns: [
      .init("prevalence", Bilingual("有误的功劳", "credit wrong"), isNumber: true),
      .init("errors", Bilingual("真有偏差", "true errors"), isNumber: true),
      .init("flags", Bilingual("标记", "flags"), isNumber: true),
      .init("false_share_of_flags", Bilingual("标记误报", "false flags"), isNumber: true),
      .init("power_of_flags", Bilingual("标记检出", "power of flags"), isNumber: true),
      .init("watches", Bilingual("观察", "watches"), isNumber: true),
      .init("false_share_of_watches", Bilingual("观察误报", "false watches"), isNumber: true),
      .init("power_of_watches", Bilingual("观察检出", "power of watches"), isNumber: true),
    ])
    for row in outcome.findings {
      let found = row.evaluation
      table.rows.append([
        .init(Self.percent(row.prevalence, 0), .number(row.prevalence)), .count(found.errors), .count(found.flags),
        Self.decimal(found.falseShareOfFlags, 3), Self.decimal(found.powerOfFlags, 3), .count(found.watches),
        Self.decimal(found.falseShareOfWatches, 3), Self.decimal(found.powerOfWatches, 3),
      ])
    }
    return table
  }

  private var gains: TextTable {
    var table = TextTable(columns: [
      .init("attack", Bilingual("做法", "attack")), .init("model", Bilingual("模型", "model")),
      .init("attackers", Bilingual("作者", "attackers"), isNumber: true),
      .init("gain", Bilingual("变化", "gain"), isNumber: true),
      .init("gain_where_rated", Bilingual("有评分处", "where rated"), isNumber: true),
    ])
    for row in outcome.gains where ComparisonMethod(rawValue: row.gain.model) == nil {
      table.rows.append([
        .init(SimulateWord.attack(row.attack)[language], .string(row.attack.rawValue)), .init(row.gain.model),
        .count(row.gain.attackers),
        .percent(row.gain.gain), .percent(row.gain.gainWhereRated),
      ])
    }
    return table
  }

  /// What the same attacks gain by the methods of others, a column a method, each where it answers.
  private var gainsElsewhere: TextTable {
    let methods = ComparisonMethod.allCases.map(\.rawValue)
    var table = TextTable(
      columns: [.init("attack", Bilingual("做法", "attack"))]
        + methods.map { .init($0, Bilingual(same: $0), isNumber: true) })
    var attacks: [Attack] = []
    for row in outcome.gains where !attacks.contains(row.attack) { attacks.append(row.attack) }
    for attack in attacks {
      let gains = outcome.gains.filter { $0.attack == attack }
      table.rows.append(
        [.init(SimulateWord.attack(attack)[language], .string(attack.rawValue))]
          + methods.map { method in .percent(gains.first { $0.gain.model == method }?.gain.gain) })
    }
    return table
  }

  /// A fraction as per cent with so many decimals.
  static func percent(_ fraction: Double, _ decimals: Int = 0) -> String { fixed(fraction * 100, decimals) + " %" }

  static func decimal(_ value: Double, _ decimals: Int) -> TextTable.Cell {
    .init(fixed(value, decimals), .number(value))
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let units = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && units > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(units) }
    let rest = String(units % scale)
    return sign + "\(units / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
