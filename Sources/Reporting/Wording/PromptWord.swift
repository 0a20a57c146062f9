/// The words for a prompt, exactly as agreed: they invite a talk, they never accuse.
enum PromptWord: WordingKey {
  case chipOver, chipUnder, chipThin, chipFine
  case overToLead, overToMember, underToLead, missingToLead, underToMember, thin, modelsDiffer, stoppedTrial
  case overBy, underBy, inRange, outsideRange, differsBy, alike
  case thinShort, joinedMidPeriod, leftMidPeriod, onLeave, underAppeal, lowCoverage, smallGroup

  var text: Bilingual {
    switch self {
    case .chipOver: Bilingual("▲ 功劳记录待核对", "▲ Credit record to check")
    case .chipUnder: Bilingual("◆ 贡献可能未被充分看见", "◆ Contribution may be under-recognised")
    case .chipThin: Bilingual("○ 证据不足，暂不判断", "○ Too little evidence to say")
    case .chipFine: Bilingual("✓ 基本一致", "✓ In line")
    case .overToLead:
      Bilingual(
        "系统里记在该成员名下的成果，比目前能看到的证据多 {points} 个百分点（90% 区间 {low}–{high}）。"
          + "可能是记录缺漏或署名需要更新，请先核对数据，再一起聊聊。",
        "{points} points more is credited to this member than the evidence we can see (90% interval {low}–{high}). "
          + "The record may be incomplete or the authorship out of date. Please check the data first, then talk it "
          + "through together.")
    case .overToMember:
      Bilingual(
        "系统里记在你名下的成果比我们能看到的证据多一些。可能是记录漏了，也可能署名需要更新。你方便一起看看吗？",
        "More is credited to you than the evidence we can see. The record may be incomplete, or the authorship may "
          + "need an update. Could we look at it together?")
    case .underToLead:
      Bilingual(
        "该成员的评审与跨组支援较多，目前的功劳记录低于证据区间。建议在 1:1 里一起补上，并在合适的场合致谢。",
        "This member did many reviews and much cross-team help; credit is below the evidence interval. Please complete "
          + "the record together in a 1:1, and thank them where it fits.")
    case .missingToLead:
      Bilingual(
        "记在该成员名下的成果，比目前能看到的证据少 {points} 个百分点（90% 区间 {low}–{high}）。"
          + "可能是署名有遗漏，建议在 1:1 里一起补上，并在合适的场合致谢。",
        "{points} points less is credited to this member than the evidence we can see (90% interval {low}–{high}). "
          + "A name may be missing from the record. Please complete it together in a 1:1, and thank them where it fits."
      )
    case .underToMember:
      Bilingual(
        "从评审和协作记录看，你做的比目前记下的要多。我们想把它补上，请你看看有没有遗漏。",
        "Reviews and joint work suggest you did more than is recorded. We would like to add it. Please tell us what is "
          + "missing.")
    case .thin:
      Bilingual(
        "这个季度的数据还不够，我们不作判断，也不会影响评价。",
        "There is not enough data this quarter, so we draw no conclusion, and it has no effect on your review.")
    case .modelsDiffer:
      Bilingual(
        "{models} 种算法的看法不一致（{for} 种支持、{against} 种不支持），所以不作提示。",
        "The {models} models disagree ({for} for, {against} against), so no prompt is raised.")
    case .stoppedTrial:
      Bilingual(
        "这项试验已停止。复盘被 {teams} 个团队引用，学到的经验计入贡献。",
        "This trial was stopped. Its write-up was reused by {teams} other teams, and what was learnt counts as "
          + "contribution.")
    case .overBy: Bilingual("▲ 高 {points} 个百分点", "▲ +{points} pp")
    case .underBy: Bilingual("◆ 低 {points} 个百分点", "◆ −{points} pp")
    case .inRange: Bilingual("在区间内", "within range")
    case .outsideRange: Bilingual("在区间外", "outside range")
    case .differsBy: Bilingual("{sign}{points} 个百分点", "{sign}{points} pp")
    case .alike: Bilingual("基本一致", "alike")
    case .thinShort: Bilingual("○ 证据不足", "○ thin evidence")
    case .joinedMidPeriod: Bilingual("○ 期中加入", "○ joined mid-term")
    case .leftMidPeriod: Bilingual("○ 期中离开", "○ left mid-term")
    case .onLeave: Bilingual("○ 在岗不足一半", "○ short presence")
    case .underAppeal: Bilingual("○ 申诉处理中", "○ under appeal")
    case .lowCoverage:
      Bilingual("数据覆盖低于 60%，不出结论。", "Under 60% data coverage: nothing is concluded.")
    case .smallGroup:
      Bilingual("不足 {people} 人，不作比较。", "Fewer than {people} people: not compared.")
    }
  }
}
