/// What a page says about one member or team: an invitation to talk, never a verdict.
public enum Prompt: String, Sendable, CaseIterable {
  /// More is on record than the evidence shows.
  case over
  /// Less is on record than the evidence shows.
  case under
  /// Too little evidence to say.
  case thin
  /// The models differ, so nothing is said.
  case modelsDiffer = "models_differ"
  /// Record and evidence agree.
  case fine

  /// Class of the style sheet for row tint, connector and words; empty where nothing is marked.
  var colour: String {
    switch self {
    case .over: "amber"
    case .under: "teal"
    case .thin, .modelsDiffer, .fine: ""
    }
  }

  var chip: (words: Bilingual, style: String) {
    switch self {
    case .over: (PromptWord.chipOver.text, "amber")
    case .under: (PromptWord.chipUnder.text, "teal")
    case .thin, .modelsDiffer: (PromptWord.chipThin.text, "grey")
    case .fine: (PromptWord.chipFine.text, "ok")
    }
  }
}

/// Why a member is not judged although there are figures.
public enum NotJudged: String, Sendable, CaseIterable {
  case joinedMidPeriod = "joined_mid_period"
  case leftMidPeriod = "left_mid_period"
  /// Absent for more than half of the period. The reason for the absence is never shown.
  case onLeave = "on_leave"
  case thinEvidence = "thin_evidence"
  case modelsDiffer = "models_differ"
  /// The person appeals: the share is not to be used until the appeal is answered.
  case underAppeal = "under_appeal"

  var words: Bilingual {
    switch self {
    case .joinedMidPeriod: PromptWord.joinedMidPeriod.text
    case .leftMidPeriod: PromptWord.leftMidPeriod.text
    case .onLeave: PromptWord.onLeave.text
    case .thinEvidence, .modelsDiffer: PromptWord.thinShort.text
    case .underAppeal: PromptWord.underAppeal.text
    }
  }
}
