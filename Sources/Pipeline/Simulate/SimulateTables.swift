internal import Contribution
internal import Reporting
internal import Simulation

/// The tables of a simulation: what is printed, and with `--json` one object a row.
struct SimulateTables {
  let outcome: SimulateOutcome
  let language: Language

  init(_ outcome: SimulateOutcome, _ language: Language) {
    self.outcome = outcome
    self.language = language
  }

  /// Every table with its title and the type of its objects; tables without a row are left out.
  var all: [(type: String, title: Bilingual, table: TextTable)] {
    [
      ("accuracy", SimulateWord.accuracy, accuracy), ("coverage", SimulateWord.coverage, coverage),
      ("family", SimulateWord.families, families), ("credit_findings", SimulateWord.findings, findings),
      ("attack", SimulateWord.gains, gains),
    ].filter { !$0.2.rows.isEmpty }
  }

  private var accuracy: TextTable {
    var table = TextTable(columns: [
      .init("model", Bilingual("模型", "model")),
      .init("key_results", Bilingual("关键结果", "key results"), isNumber: true),
      .init("total_variation", Bilingual("总变差", "total variation"), isNumber: true),
      .init("kendall_tau", Bilingual("次序 τ", "tau"), isNumber: true),
    ])
    for row in outcome.evaluation.accuracies {
      table.rows.append([
        .init(row.model.rawValue), .count(row.keyResults), Self.decimal(row.totalVariation, 4),
        Self.decimal(row.kendallTau, 3),
      ])
    }
    return table
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
    for row in outcome.gains {
      table.rows.append([
        .init(SimulateWord.attack(row.attack)[language], .string(row.attack.rawValue)), .init(row.gain.model),
        .count(row.gain.attackers),
        .percent(row.gain.gain), .percent(row.gain.gainWhereRated),
      ])
    }
    return table
  }

  /// A fraction as per cent with so many decimals.
  static func percent(_ fraction: Double, _ decimals: Int = 0) -> String { fixed(fraction * 100, decimals) + " %" }

  private static func decimal(_ value: Double, _ decimals: Int) -> TextTable.Cell {
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
