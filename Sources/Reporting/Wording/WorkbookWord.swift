public import Contribution

/// Words of the workbook: sheets, the question that each answers, and headings of columns.
public enum WorkbookWord: WordingKey {
  case about, shares, people, findings, evidence, coverage
  case aboutQuestion, sharesQuestion, peopleQuestion, findingsQuestion, evidenceQuestion, coverageQuestion
  case purpose, fictional, sheet, question, item, value, rowsLeftOut
  case company, period, run, published, engine, decisionLog, configuration, seed, models
  case keyResultID, keyResult, team, personID, person, credited, contributed, low, high, gap, judgement
  case creditedPoints, contributedPoints, lowPoints, highPoints, gapPoints
  case inRange, outsideRange, noRange
  case keyResults, unlinkedEffort
  case findingID, finding, probability, expectedFalse, state, decision, decidedBy, decidedAt, reason
  case kind, acts, amount
  case pot, attainment, coverageShare, disagreement, peopleCount
  case judged, notJudged, watch, flag, cleared, confirmed
  case gapBand, gapPairs, gapTitle, creditedHigher, contributedHigher

  public var text: Bilingual {
    switch self {
    case .about: Bilingual("说明", "About")
    case .shares: Bilingual("份额", "Shares")
    case .people: Bilingual("成员", "People")
    case .findings: Bilingual("提示", "Prompts")
    case .evidence: Bilingual("证据", "Evidence")
    case .coverage: Bilingual("覆盖", "Coverage")
    case .aboutQuestion: Bilingual("这些数字从哪里来，能做什么用？", "Where do the figures come from, and what are they for?")
    case .sharesQuestion:
      Bilingual("每个关键结果里，记录的功劳与估计的贡献相差多少？", "How far apart are credit and contribution in each key result?")
    case .peopleQuestion:
      Bilingual(
        "每位成员合起来是多少成果点（权重 × 完成度 × 份额）？",
        "How many result points (weight × attainment × share) does it add up to for each person?")
    case .findingsQuestion: Bilingual("哪些地方值得请人核对？", "Where is it worth that somebody looks?")
    case .evidenceQuestion: Bilingual("贡献由哪些记录构成？", "Which records make up the contribution?")
    case .coverageQuestion: Bilingual("每个关键结果的数据够不够？", "Is there enough data for each key result?")
    case .purpose: FrameWord.purpose.text
    case .fictional: FrameWord.fictional.text
    case .sheet: Bilingual("工作表", "Sheet")
    case .question: Bilingual("回答的问题", "Question it answers")
    case .item: Bilingual("项目", "Item")
    case .value: Bilingual("内容", "Value")
    case .rowsLeftOut:
      Bilingual(
        "行数超过工作表上限，另有 {rows} 行未列出，请用 `fairshare export` 取全部。",
        "A sheet holds no more rows: {rows} are left out; `fairshare export` writes all of them.")
    case .company: Bilingual("公司", "Company")
    case .period: Bilingual("周期", "Period")
    case .run: Bilingual("运行", "Run")
    case .published: Bilingual("发布于", "Published")
    case .engine: Bilingual("程序版本", "Engine")
    case .decisionLog: Bilingual("决定日志（条数与摘要）", "Decision log (entries, digest)")
    case .configuration: Bilingual("设置摘要", "Configuration hash")
    case .seed: Bilingual("种子", "Seed")
    case .models: Bilingual("模型", "Models")
    case .keyResultID: Bilingual("关键结果编号", "Key result id")
    case .keyResult: Bilingual("关键结果", "Key result")
    case .team: Bilingual("团队", "Team")
    case .personID: Bilingual("成员编号", "Person id")
    case .person: Bilingual("成员", "Person")
    case .credited: Bilingual("记录的功劳", "Credited")
    case .contributed: Bilingual("估计的贡献", "Contributed")
    case .low: Bilingual("区间下限", "Low")
    case .high: Bilingual("区间上限", "High")
    case .gap: Bilingual("差距（贡献减功劳）", "Gap (contributed less credited)")
    case .creditedPoints: Bilingual("记录的功劳（成果点）", "Credited (result points)")
    case .contributedPoints: Bilingual("估计的贡献（成果点）", "Contributed (result points)")
    case .lowPoints: Bilingual("区间下限（成果点）", "Low (result points)")
    case .highPoints: Bilingual("区间上限（成果点）", "High (result points)")
    case .gapPoints: Bilingual("差距（成果点）", "Gap (result points)")
    case .judgement: Bilingual("与区间相比", "Against the interval")
    case .inRange: PromptWord.inRange.text
    case .outsideRange: PromptWord.outsideRange.text
    case .noRange: Bilingual("没有区间", "no interval")
    case .keyResults: Bilingual("关键结果数", "Key results")
    case .unlinkedEffort: Bilingual("未对应目标的工作量", "Effort without a goal")
    case .findingID: Bilingual("提示编号", "Prompt id")
    case .finding: Bilingual("提示内容", "About")
    case .probability: Bilingual("概率", "Probability")
    case .expectedFalse: Bilingual("预期误报", "Expected false")
    case .state: Bilingual("状态", "State")
    case .decision: Bilingual("决定", "Decision")
    case .decidedBy: Bilingual("决定人", "Decided by")
    case .decidedAt: Bilingual("决定时间（UTC）", "Decided at (UTC)")
    case .reason: Bilingual("原因", "Reason")
    case .kind: Bilingual("类型", "Kind")
    case .acts: Bilingual("次数", "Acts")
    case .amount: Bilingual("占关键结果", "Part of the key result")
    case .pot: Bilingual("价值", "Value")
    case .attainment: Bilingual("达成", "Attainment")
    case .coverageShare: Bilingual("数据覆盖", "Data coverage")
    case .disagreement: Bilingual("模型分歧", "Model disagreement")
    case .peopleCount: Bilingual("人数", "People")
    case .judged: Bilingual("已判断", "judged")
    case .notJudged: RecordWord.notJudged.text
    case .watch: Bilingual("留意", "watch")
    case .flag: Bilingual("待核对", "to check")
    case .cleared: ReviewWord.cleared.text
    case .confirmed: ReviewWord.confirmed.text
    case .gapBand: Bilingual("差距（百分点）", "Gap (points)")
    case .gapPairs: Bilingual("成员与关键结果的组合数", "Persons in key results")
    case .gapTitle: Bilingual("功劳与贡献相差多少", "How far credit and contribution are apart")
    case .creditedHigher: Bilingual("记录的功劳较高", "more is credited")
    case .contributedHigher: Bilingual("估计的贡献较高", "more is contributed")
    }
  }

  /// State of a finding, a key result or a decision in words; an unknown word is shown as it is.
  public static func state(_ word: String) -> Bilingual {
    switch word {
    case "judged": judged.text
    case "not_judged": notJudged.text
    case "watch": watch.text
    case "flag": flag.text
    case "cleared": cleared.text
    case "confirmed": confirmed.text
    default: Bilingual(same: word)
    }
  }

  public static func kind(_ kind: ObjectiveKind) -> Bilingual { RecordWord.name(of: kind) }
  /// Why a key result is not judged, or what its evidence lacks.
  public static func reason(_ code: String) -> Bilingual { RecordWord.name(ofCode: code) }
  public static func channel(_ channel: Channel) -> Bilingual { RecordWord.name(of: channel) }
  public static func model(_ model: ModelName) -> Bilingual { RecordWord.name(of: model) }
}
