import Contribution

extension RecordWord {
  static func name(of channel: Channel) -> Bilingual {
    switch channel {
    case .authored: RecordWord.authored.text
    case .review: RecordWord.review.text
    case .help: RecordWord.help.text
    case .unblocking: RecordWord.unblocking.text
    case .goalAuthoring: RecordWord.goalAuthoring.text
    case .checkIn: RecordWord.checkIn.text
    case .learning: RecordWord.learning.text
    case .thanks: RecordWord.thanks.text
    }
  }

  static func name(of model: ModelName) -> Bilingual {
    switch model {
    case .equal: RecordWord.equal.text
    case .declared: RecordWord.declared.text
    case .evidence: RecordWord.evidence.text
    case .shapley: RecordWord.shapley.text
    case .network: RecordWord.network.text
    case .peer: RecordWord.peer.text
    case .outcome: RecordWord.outcome.text
    case .consensus: RecordWord.consensus.text
    }
  }

  static func name(of kind: ObjectiveKind) -> Bilingual {
    switch kind {
    case .okr: RecordWord.okr.text
    case .kpi: RecordWord.kpi.text
    case .exploration: RecordWord.exploration.text
    }
  }

  /// A code of a diagnostic or a quarantined row in words; a code without words of its own is shown as it is.
  static func name(ofCode code: String) -> Bilingual {
    switch code {
    case "incomplete_evidence": RecordWord.incomplete.text
    case "imputed_effort": RecordWord.imputedEffort.text
    case "no_evidence": RecordWord.noEvidence.text
    case "one_person": RecordWord.onePerson.text
    case "no_credit": RecordWord.noCredit.text
    case "not_finite": RecordWord.notFinite.text
    case "negative": RecordWord.negative.text
    case "out_of_range": RecordWord.outOfRange.text
    case "date_out_of_range": RecordWord.dateOutOfRange.text
    case "finish_before_start": RecordWord.finishBeforeStart.text
    case "unknown_value": RecordWord.unknownValue.text
    case "orphan": RecordWord.orphan.text
    case "self_review": RecordWord.selfReview.text
    case "duplicate", "duplicate_assignee", "duplicate_author", "duplicate_rating", "duplicate_review":
      RecordWord.duplicate.text
    case "conflicting_duplicate": RecordWord.conflicting.text
    case "co_author_review": RecordWord.coAuthorReview.text
    case "self_rating": RecordWord.selfRating.text
    case "two_people": RecordWord.twoPeople.text
    case "missing_effort": RecordWord.missingEffort.text
    case "blank_name": RecordWord.blankName.text
    case "id_too_long": RecordWord.longID.text
    case "unmapped_account": RecordWord.noSuchPerson.text
    case "goal_cycle": RecordWord.goalCycle.text
    case "declared_sum": RecordWord.declaredSum.text
    case "blank_reference": RecordWord.blankReference.text
    case "invalid_utf8": RecordWord.invalidUTF8.text
    case "truncated": RecordWord.truncated.text
    case "missing_column": RecordWord.missingColumn.text
    case "under_appeal": RecordWord.underAppeal.text
    case "future_event": RecordWord.futureEvent.text
    default: RecordWord.otherCode.filled(["code": VisibleText.clean(code)])
    }
  }
}
