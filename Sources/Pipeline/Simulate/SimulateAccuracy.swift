internal import Contribution
internal import Reporting
internal import Simulation

/// Tables of how close each way to divide came to the truth.
enum SimulateAccuracy {
  /// Over all key results on which a method answers.
  static func all(_ outcome: SimulateOutcome) -> TextTable {
    table(outcome.comparison.map { ($0.method, $0.all) })
  }

  /// Over key results with peer ratings alone, where every method could answer.
  static func rated(_ outcome: SimulateOutcome) -> TextTable {
    table(outcome.comparison.map { ($0.method, $0.rated) }.filter { $0.1.keyResults > 0 })
  }

  private static func table(_ rows: [(method: String, part: MethodComparison.Part)]) -> TextTable {
    var table = TextTable(columns: [
      .init("model", Bilingual("模型或方法", "model or method")),
      .init("key_results", Bilingual("关键结果", "key results"), isNumber: true),
      .init("total_variation", Bilingual("总变差", "total variation"), isNumber: true),
      .init("kendall_tau", Bilingual("次序 τ", "tau"), isNumber: true),
      .init("consensus_total_variation", Bilingual("同处综合模型", "consensus there"), isNumber: true),
      .init("consensus_closer", Bilingual("综合模型近", "consensus closer by"), isNumber: true),
    ])
    for row in rows {
      let part = row.part
      table.rows.append([
        .init(row.method == ModelName.network.rawValue ? "network (CredRank)" : row.method, .string(row.method)),
        .count(part.keyResults), SimulateTables.decimal(part.totalVariation, 4),
        SimulateTables.decimal(part.kendallTau, 3), SimulateTables.decimal(part.reference, 4),
        row.method == ModelName.consensus.rawValue || part.totalVariation <= 0
          ? .percent(nil) : .percent(1 - part.reference / part.totalVariation),
      ])
    }
    return table
  }

  /// What the consensus loses without each of the things that it lives on, on the same companies.
  static func ablations(_ outcome: SimulateOutcome, _ language: Language) -> TextTable {
    var table = TextTable(columns: [
      .init("without", Bilingual("缺少", "without")),
      .init("total_variation", Bilingual("总变差", "total variation"), isNumber: true),
      .init("change", Bilingual("变化", "change"), isNumber: true),
      .init("where_rated", Bilingual("有评分处", "where rated"), isNumber: true),
      .init("kendall_tau", Bilingual("次序 τ", "tau"), isNumber: true),
      .init("covered", Bilingual("包住", "covered"), isNumber: true),
      .init("flags", Bilingual("标记", "flags"), isNumber: true),
      .init("false_share_of_flags", Bilingual("误报", "false"), isNumber: true),
      .init("power_of_flags", Bilingual("检出", "power"), isNumber: true),
      .init("watches", Bilingual("观察", "watches"), isNumber: true),
      .init("false_share_of_watches", Bilingual("误报", "false"), isNumber: true),
      .init("power_of_watches", Bilingual("检出", "power"), isNumber: true),
    ])
    let whole = outcome.ablated.first { $0.ablation == nil }?.consensus.all.totalVariation
    for row in outcome.ablated {
      let all = row.consensus.all
      let change = row.ablation == nil ? nil : whole.map { all.totalVariation - $0 }
      table.rows.append([
        .init(SimulateWord.ablation(row.ablation)[language], .string(row.ablation?.rawValue ?? "nothing")),
        SimulateTables.decimal(all.totalVariation, 4),
        change.map { SimulateTables.decimal($0, 4) } ?? .init("–", .null),
        SimulateTables.decimal(row.consensus.rated.totalVariation, 4), SimulateTables.decimal(all.kendallTau, 3),
        SimulateTables.decimal(row.covered, 3), .count(row.findings.flags),
        SimulateTables.decimal(row.findings.falseShareOfFlags, 3),
        SimulateTables.decimal(row.findings.powerOfFlags, 3), .count(row.findings.watches),
        SimulateTables.decimal(row.findings.falseShareOfWatches, 3),
        SimulateTables.decimal(row.findings.powerOfWatches, 3),
      ])
    }
    return table
  }
}
