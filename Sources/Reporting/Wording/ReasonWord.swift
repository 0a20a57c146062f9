/// Words for why a finding has its state, by the codes that runs store.
enum ReasonWord: WordingKey {
  case recordsAndPeersAgree, heldLastPeriod, noActOfAnyKind
  case leave, joinedLate, partTime, lowCoverage, jobWithFewTraces, modelsDiffer, twoPeople, incompleteEvidence,
    noEvidence
  case needsSecondInstrument, needsMoreActs, needsLargerTeam, belowFlagRate
  case changesWithPeerRatings, changesWithCompleteRecords, changesWithCreditRecord
  case stillAboveClearing, fellBelowClearing, confirmedByPerson, clearedByPerson, setAsideByPerson
  case other

  /// What a reason does to a finding.
  enum Role {
    case supports, explains, changes
  }

  var text: Bilingual {
    switch self {
    case .recordsAndPeersAgree: Bilingual("记录与同伴评价方向一致", "records and peers point the same way")
    case .heldLastPeriod: Bilingual("上一期也有同样的情况", "the same was seen in the period before")
    case .noActOfAnyKind: Bilingual("没有看到任何记录", "no record of any kind was seen")
    case .leave: Bilingual("期间有缺勤（原因不显示）", "away for a part of the period (reason not shown)")
    case .joinedLate: Bilingual("期中加入或离开", "joined or left mid-term")
    case .partTime: Bilingual("只有部分时间投入", "assigned for a part of the time")
    case .lowCoverage: Bilingual("数据覆盖低于 60%", "data coverage under 60%")
    case .jobWithFewTraces: Bilingual("这类岗位留下的记录较少", "this kind of job leaves few traces")
    case .modelsDiffer: Bilingual("各算法看法不一致", "the models disagree")
    case .twoPeople: Bilingual("只有两人，无从比较", "two people only, nothing to compare")
    case .incompleteEvidence: Bilingual("部分数据被隔离，证据不完整", "some rows are set aside, so evidence is incomplete")
    case .noEvidence: Bilingual("没有可用的证据", "no evidence to go by")
    case .needsSecondInstrument: Bilingual("还需要第二种来源印证", "a second source would have to agree")
    case .needsMoreActs: Bilingual("还需要更多记录", "more records are needed")
    case .needsLargerTeam: Bilingual("参与的人太少", "too few people took part")
    case .belowFlagRate: Bilingual("把握不够大", "not certain enough")
    case .changesWithPeerRatings: Bilingual("补上同伴评价", "peer ratings")
    case .changesWithCompleteRecords: Bilingual("补全记录", "complete records")
    case .changesWithCreditRecord: Bilingual("更新署名", "an updated credit record")
    case .stillAboveClearing: Bilingual("仍高于解除的标准", "still above the bar for clearing")
    case .fellBelowClearing: Bilingual("已低于解除的标准", "fell below the bar for clearing")
    case .confirmedByPerson: Bilingual("以前由人确认过", "confirmed by people before")
    case .clearedByPerson: Bilingual("以前由人解除过", "cleared by people before")
    case .setAsideByPerson: Bilingual("以前由人搁置过", "set aside by people before")
    case .other: Bilingual("其他（{code}）", "other ({code})")
    }
  }

  var role: Role {
    switch self {
    case .recordsAndPeersAgree, .heldLastPeriod, .noActOfAnyKind, .stillAboveClearing, .confirmedByPerson: .supports
    case .leave, .joinedLate, .partTime, .lowCoverage, .jobWithFewTraces, .modelsDiffer, .twoPeople,
      .incompleteEvidence,
      .noEvidence, .clearedByPerson, .setAsideByPerson, .fellBelowClearing:
      .explains
    case .needsSecondInstrument, .needsMoreActs, .needsLargerTeam, .belowFlagRate, .changesWithPeerRatings,
      .changesWithCompleteRecords, .changesWithCreditRecord, .other:
      .changes
    }
  }

  /// The word for a stored code: `held_last_period` is `heldLastPeriod`.
  static func of(_ code: String) -> (words: Bilingual, role: Role) {
    let parts = code.split(separator: "_")
    let name = parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    if let word = allCases.first(where: { "\($0)" == name }), word != .other { return (word.text, word.role) }
    return (ReasonWord.other.filled(["code": VisibleText.clean(code)]), .changes)
  }
}
