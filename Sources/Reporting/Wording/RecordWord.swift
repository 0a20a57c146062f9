/// Words for what is on record: kinds of evidence, models, goals, faults of the data.
enum RecordWord: WordingKey {
  case authored, review, help, unblocking, goalAuthoring, checkIn, learning, thanks
  case equal, declared, evidence, shapley, network, peer, outcome, consensus
  case okr, kpi, exploration
  case declaredBasis, equalBasis, noAuthors, notJudged, stopped, stoppedReused, changedGoal, changedGoalBare, reason
  case incomplete, incompleteRows, imputedEffort, noEvidence, onePerson, noCredit, learningPart, reusedBy
  case notFinite, negative, outOfRange, dateOutOfRange, finishBeforeStart, unknownValue, orphan, selfReview, duplicate
  case goalCycle, declaredSum, blankReference, invalidUTF8, truncated, missingColumn, futureEvent, otherCode, codeCount
  case underAppeal, twoPeople, coAuthorReview, selfRating, conflicting, missingEffort, blankName, longID, noSuchPerson
  case effortCheckStep, biasStep, peersStep, spotChecksStep, shrinkageStep

  var text: Bilingual {
    switch self {
    case .authored: Bilingual("任务交付", "Tasks delivered")
    case .review: Bilingual("评审", "Reviews")
    case .help: Bilingual("支援他人任务", "Help on tasks")
    case .unblocking: Bilingual("为他人扫清阻塞", "Unblocking others")
    case .goalAuthoring: Bilingual("制定与调整目标", "Writing goals")
    case .checkIn: Bilingual("更新进展", "Check-ins")
    case .learning: Bilingual("试验与复盘", "Trials and write-ups")
    case .thanks: Bilingual("收到的感谢", "Thanks received")
    case .equal: Bilingual("平均分配", "Equal")
    case .declared: Bilingual("申报比例", "Declared")
    case .evidence: Bilingual("证据加权", "Evidence")
    case .shapley: Bilingual("沙普利值", "Shapley")
    case .network: Bilingual("协作网络", "Network")
    case .peer: Bilingual("同伴评价", "Peers")
    case .outcome: Bilingual("结果归因", "Outcome")
    case .consensus: Bilingual("综合", "Consensus")
    case .okr: Bilingual("OKR", "OKR")
    case .kpi: Bilingual("KPI", "KPI")
    case .exploration: Bilingual("试验", "Trial")
    case .declaredBasis: Bilingual("功劳按申报", "credit as declared")
    case .equalBasis: Bilingual("功劳平均记", "credit shared equally")
    case .noAuthors: Bilingual("没有署名", "no authors on record")
    case .notJudged: Bilingual("暂不判断", "not judged")
    case .stopped: Bilingual("已停试验，学到的经验计入贡献", "stopped trial; what was learnt counts")
    case .stoppedReused:
      Bilingual("已停试验，复盘被 {count} 个成果引用", "stopped trial; {count} key results reuse its write-up")
    case .changedGoal: Bilingual("{date} 调整目标：{reason}", "goal changed on {date}: {reason}")
    case .changedGoalBare: Bilingual("{date} 调整目标", "goal changed on {date}")
    case .reason: Bilingual("原因", "Reason")
    case .incomplete: Bilingual("证据不完整", "incomplete evidence")
    case .incompleteRows: Bilingual("证据不完整（{rows} 行被隔离）", "incomplete evidence ({rows} rows set aside)")
    case .imputedEffort: Bilingual("部分工作量为估算", "some effort is imputed")
    case .noEvidence: Bilingual("没有记录，按平均计", "no record, so shares are equal")
    case .onePerson: Bilingual("一人完成，无从比较", "one person, nothing to compare")
    case .noCredit: Bilingual("没有署名", "no authors on record")
    case .learningPart: Bilingual("复盘完整度 {share}", "learning record {share} complete")
    case .reusedBy: Bilingual("被引用：{titles}", "reused by: {titles}")
    case .notFinite: Bilingual("数值不是有限数", "Value is not a finite number")
    case .negative: Bilingual("数值为负", "Value is negative")
    case .outOfRange: Bilingual("数值超出范围", "Value out of range")
    case .dateOutOfRange: Bilingual("日期超出范围", "Date out of range")
    case .finishBeforeStart: Bilingual("完成早于开始", "Finished before it started")
    case .unknownValue: Bilingual("未知的取值", "Unknown value")
    case .orphan: Bilingual("找不到所指的记录", "Refers to nothing")
    case .selfReview: Bilingual("评审自己的任务", "Review of own task")
    case .duplicate: Bilingual("重复的行", "Duplicate row")
    case .goalCycle: Bilingual("目标成环", "Cycle of goals")
    case .declaredSum: Bilingual("申报比例之和不为一", "Declared shares do not add up")
    case .blankReference: Bilingual("引用为空", "Empty reference")
    case .invalidUTF8: Bilingual("文字编码无效", "Invalid text encoding")
    case .truncated: Bilingual("文件不完整", "File cut off")
    case .missingColumn: Bilingual("缺少列", "Column missing")
    case .futureEvent: Bilingual("发生在截止时间之后", "After the as-of time")
    case .otherCode: Bilingual("其他（{code}）", "Other ({code})")
    case .codeCount: Bilingual("{count} 行", "× {count}")
    case .underAppeal: Bilingual("申诉处理中，份额暂不使用", "under appeal, shares not to be used yet")
    case .twoPeople: Bilingual("只有两人，无从比较", "two people, nothing to compare")
    case .coAuthorReview: Bilingual("由共同负责人评审", "Review by a co-owner")
    case .selfRating: Bilingual("给自己的评分", "Rating of oneself")
    case .conflicting: Bilingual("互相矛盾的重复行", "Duplicate rows that differ")
    case .missingEffort: Bilingual("缺少工作量", "Effort missing")
    case .blankName: Bilingual("名称为空", "Empty name")
    case .longID: Bilingual("编号过长", "Id too long")
    case .noSuchPerson: Bilingual("找不到对应的人", "Stands for nobody known")
    case .effortCheckStep: Bilingual("工作量核对", "Effort check")
    case .biasStep: Bilingual("记录偏差校正", "Recording bias")
    case .peersStep: Bilingual("同伴评价", "Peers")
    case .spotChecksStep: Bilingual("人工抽查", "Spot checks")
    case .shrinkageStep: Bilingual("收缩", "Shrinkage")
    }
  }
}
