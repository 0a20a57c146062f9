internal import Contribution
internal import Reporting
internal import Simulation

/// Parts that the impact-assessment dossier and the model card share.
enum DossierText {
  static let noSimulation = Bilingual(
    "没有提供模拟结果：错误率未知。用 `fairshare simulate --json > 文件` 生成，再以 --simulation 提供。",
    "No simulation was handed in: error rates are unknown. Make one with `fairshare simulate --json > FILE` and hand it in with --simulation."
  )

  static let purpose = Bilingual(
    "本报告用于支持沟通、认可与改进，不单独作为奖惩、定级或解聘的依据。",
    "This report supports talks, recognition and improvement. It is no sole basis for reward, grading or dismissal.")

  /// A fraction as per cent with one decimal.
  static func percent(_ fraction: Double) -> String { TextTable.Cell.percentText(fraction) }

  static func simulation(_ figures: SimulationFigures, into document: inout MarkdownDocument) {
    let language = document.language
    document.paragraph(
      Bilingual(
        "在 \(figures.companies) 家已知真相的模拟公司上测得（版本 \(figures.engine)，\(figures.keyResults) 个关键结果，\(figures.people) 个真实份额）。模拟不等于贵公司。",
        "Measured on \(figures.companies) simulated companies of known truth (engine \(figures.engine), \(figures.keyResults) key results, \(figures.people) true shares). A simulation is not your company."
      ))
    document.table(
      [
        Bilingual("模型或方法", "model or method"), Bilingual("回答的关键结果", "key results it answers"),
        Bilingual("与真实份额的距离", "distance from the true shares"),
      ],
      figures.accuracy.map { row in
        let name =
          ModelName(rawValue: row.model).map { "\(CommandWord.model($0)[language])（\(row.model)）" } ?? row.model
        return [language == .chinese ? name : row.model, String(row.keyResults), percent(row.error)]
      })
    document.table(
      [Bilingual("人群", "people with"), Bilingual("90% 区间包住真值", "90 % interval holds the truth")],
      figures.coverage.map { [SimulateWord.band($0.band)[language], percent($0.covered)] })
    document.table(
      [
        Bilingual("有误的功劳", "credit wrong"), Bilingual("提示数", "flags"), Bilingual("误报", "false flags"),
        Bilingual("检出", "power"),
      ],
      figures.findings.map { [percent($0.prevalence), String($0.flags), percent($0.falseShare), percent($0.power)] })
    document.table(
      [Bilingual("操纵方式", "attack"), Bilingual("操纵者份额的变化", "gain of the attackers' share")],
      figures.attacks.map { row in
        [Attack(rawValue: row.attack).map { SimulateWord.attack($0)[language] } ?? row.attack, percent(row.gain)]
      })
  }

  static func models(_ configuration: Configuration, into document: inout MarkdownDocument) {
    document.list([
      Bilingual(
        "equal、declared、evidence、shapley、network、peer、outcome：各看一个侧面，都公布。",
        "equal, declared, evidence, shapley, network, peer, outcome: one view each, all published."),
      Bilingual(
        "consensus：综合，带 90% 可信区间；不用职级、工资、性别、年龄或任何个人属性。",
        "consensus: the headline, with a 90 % credible interval; it uses no grade, pay, sex, age or other personal attribute."
      ),
      Bilingual(
        "提示按全公司的贝叶斯错误发现率挑选；证据少于 20 项或少于 3 人时不提示；请假过半、可能重复的记录、证据不足都不判断。",
        "Findings are selected by Bayesian false discovery rate over the company; no flag under 20 acts or 3 people; no judgement for more than half on leave, a possibly doubled record or thin evidence."
      ),
      Bilingual(
        "停掉的试验按学到的东西计入，不算低贡献。", "A stopped trial counts for what was learnt, never as low contribution."),
    ])
    document.table(
      [Bilingual("证据", "evidence"), Bilingual("一个单位抵多少自己完成的工作", "worth of a unit in units of own work")],
      Channel.allCases.map {
        [CommandWord.channel($0)[document.language], JSONValue.number(configuration.rates[$0]).text]
      })
  }
}
