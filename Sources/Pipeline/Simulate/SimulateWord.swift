internal import Contribution
internal import Reporting
internal import Simulation

/// Words of a simulation, in both languages.
enum SimulateWord {
  static func attack(_ attack: Attack) -> Bilingual {
    switch attack {
    case .splitting: Bilingual("拆分任务", "splitting")
    case .inflating: Bilingual("抬高工作量", "inflating")
    case .bulkApprovals: Bilingual("批量通过评审", "bulk approvals")
    case .reviewRing: Bilingual("互评小圈", "review ring")
    case .collusion: Bilingual("两人互抬评分", "collusion")
    case .silence: Bilingual("不给评分", "silence")
    }
  }

  static func ablation(_ ablation: SimulateAblation?) -> Bilingual {
    switch ablation {
    case nil: Bilingual("什么都不缺", "nothing")
    case .peers: Bilingual("同伴评分", "peer ratings")
    case .rates: Bilingual("学得的折算率", "learned rates")
    case .bias: Bilingual("职类记录偏差", "recording bias")
    case .weights: Bilingual("评分者的权重", "rater weights")
    case .efforts: Bilingual("工作量核对", "effort check")
    case .records: Bilingual("一半记录", "half of the records")
    }
  }

  /// A band of people, as `Evaluation` names it.
  static func band(_ band: String) -> Bilingual {
    switch band {
    case "all": Bilingual("全部", "all")
    case "rated": Bilingual("有同伴评分", "rated")
    case "not rated": Bilingual("无同伴评分", "not rated")
    default:
      band.hasPrefix("acts ") ? Bilingual("记录数 \(band.dropFirst(5))", band) : Bilingual(same: band)
    }
  }

  static func family(_ family: String) -> Bilingual {
    switch family {
    case "engineer": Bilingual("工程", "engineer")
    case "designer": Bilingual("设计", "designer")
    case "analyst": Bilingual("分析", "analyst")
    case "product": Bilingual("产品", "product")
    case "operations": Bilingual("运营", "operations")
    default: Bilingual(same: family)
    }
  }

  static let accuracy = Bilingual(
    "各模型与常见方法同真实份额的距离（总变差，越小越好）与次序（Kendall τ）；各在其能回答之处，综合模型在同一批关键结果上",
    "Distance of models and common methods from the true shares (total variation, lower is better), and order "
      + "(Kendall tau); each where it answers, the consensus on the same key results")
  static let accuracyWhereRated = Bilingual("仅在有同伴评分的关键结果上", "The same on key results with peer ratings alone")
  static let ablations = Bilingual(
    "同一批公司，每次缺少一样：综合模型还剩多少", "The same companies without one thing at a time: what is left of the consensus")
  static let coverage = Bilingual(
    "综合模型的 90 % 区间包住真实份额的比例", "How often 90 % intervals of the consensus hold the true share")
  static let families = Bilingual(
    "各职类的平均误差（份额的百分点）", "Mean error by job family (points of share)")
  static let findings = Bilingual(
    "功劳记录的提示：误报比例与检出比例（“观察”包含“标记”）",
    "Findings about credit: false share and power (watches include flags)")
  static let gains = Bilingual("每种做法给其作者带来的份额变化（占本人份额）", "What each attack gains its author (of own share)")
  static let gainsElsewhere = Bilingual(
    "同样的做法在别的方法下带来的变化（占本人份额）", "What the same attacks gain by methods of others (of own share)")

  static func company(_ company: SimulateCompany, _ number: Int, _ count: Int) -> Bilingual {
    let percent = SimulateTables.percent(company.prevalence)
    let attack =
      company.attack.map(attack)
      ?? company.ablation.map { Bilingual("缺少\(ablation($0).chinese)", "without \(ablation($0).english)") }
    return Bilingual(
      "公司 \(number)/\(count)：种子 \(company.seed)，\(percent) 的功劳有误" + (attack.map { "，\($0.chinese)" } ?? ""),
      "company \(number) of \(count): seed \(company.seed), \(percent) of credit wrong"
        + (attack.map { ", \($0.english)" } ?? ""))
  }

  static func errors(_ seeds: Int) -> Bilingual {
    Bilingual(
      "“±” 是 \(seeds) 个种子之间的标准误：每个种子的公司各自抽取。",
      "\"±\" is the standard error over \(seeds) seeds, whose companies are drawn apart.")
  }

  static func head(_ plan: SimulatePlan, _ outcome: SimulateOutcome) -> Bilingual {
    let structure = plan.structure != nil
    return Bilingual(
      "\(outcome.companies) 家公司；种子 1 到 \(plan.seeds)：\(outcome.keyResults) 个关键结果、\(outcome.people) 份真实份额"
        + (structure ? "（植入真实结构）" : "") + "，其中 \(outcome.ratedKeyResults) 个有同伴评分",
      "\(outcome.companies) companies; seeds 1 to \(plan.seeds): \(outcome.keyResults) key results, "
        + "\(outcome.people) true shares" + (structure ? " planted on a real structure" : "")
        + ", \(outcome.ratedKeyResults) key results with peer ratings")
  }
}
