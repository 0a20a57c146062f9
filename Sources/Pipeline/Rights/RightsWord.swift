internal import Reporting

/// Words of the verbs about people's rights, in both languages.
enum RightsWord {
  static func measure(_ measure: BiasAudit.Measure) -> Bilingual {
    switch measure {
    case .share: Bilingual("份额高于中位数", "share above the median")
    case .overFlag: Bilingual("提示：功劳记录待核对", "flag: credit record to check")
    case .underFlag: Bilingual("提示：可能未被充分看见", "flag: may be under-recognised")
    }
  }

  static func verdict(_ verdict: BiasAudit.Verdict) -> Bilingual {
    switch verdict {
    case .suppressed: Bilingual("人太少，不显示", "too small to show")
    case .tooFew: Bilingual("不足 30 人，无法判断", "under 30, too few to judge")
    case .leftOut: Bilingual("不足 2%，未比较", "under 2 %, left out")
    case .fine: Bilingual("无提醒", "no notice")
    case .ratioOnly: Bilingual("低于五分之四，可能是偶然", "below four fifths, may be chance")
    case .testOnly: Bilingual("差异不大，但不像偶然", "small difference, hardly chance")
    case .look: Bilingual("请查看：低于五分之四，且不像偶然", "please look: below four fifths, hardly chance")
    }
  }
}
