/// Something on record that people should look at. A question, never a verdict.
public struct Finding: Sendable, Equatable {
  /// The same in every run and period for the same kind, key result and person.
  public var id: String
  public var kind: FindingKind
  /// nil for findings about a person's habits over all key results.
  public var keyResultID: String?
  public var personID: String
  /// Probability that the finding is right, in [0, 1].
  public var probability: Double
  /// Mean chance of being wrong over the findings selected together with this one and before it.
  public var expectedFalseShare: Double
  public var state: FindingState
  public var reasons: [FindingReason]

  public init(
    kind: FindingKind, keyResultID: String?, personID: String, probability: Double, expectedFalseShare: Double = 1,
    state: FindingState, reasons: [FindingReason] = []
  ) {
    id = FindingIdentity.id(kind: kind, keyResultID: keyResultID, personID: personID)
    self.kind = kind
    self.keyResultID = keyResultID
    self.personID = personID
    self.probability = probability
    self.expectedFalseShare = expectedFalseShare
    self.state = state
    self.reasons = reasons
  }
}

/// What a finding is about; the raw value is the `kind` column.
public enum FindingKind: String, Sendable, CaseIterable {
  case overCredited = "over_credited"
  case underCredited = "under_credited"
  case uncreditedContributor = "uncredited_contributor"
  case nominalAuthor = "nominal_author"
  case rubberStamping = "rubber_stamping"
  case reviewRing = "review_ring"
  case inflatedEffort = "inflated_effort"
  case keyPersonRisk = "key_person_risk"
}

/// How far a finding has come; the raw value is the `state` column.
public enum FindingState: String, Sendable, CaseIterable {
  case watch, flag, cleared
  case notJudged = "not_judged"
}

/// Why a finding has its state, and what would change it. Raw values are stored; the catalogue gives them words.
public enum FindingReason: String, Sendable, CaseIterable {
  // For it.
  case recordsAndPeersAgree = "records_and_peers_agree"
  case heldLastPeriod = "held_last_period"
  case noActOfAnyKind = "no_act_of_any_kind"
  // Innocent explanations found in the data.
  case possibleDuplicate = "possible_duplicate"
  case stoppedTrial = "stopped_trial"
  case leave
  case joinedLate = "joined_late"
  case partTime = "part_time"
  case lowCoverage = "low_coverage"
  case jobWithFewTraces = "job_with_few_traces"
  case modelsDiffer = "models_differ"
  case twoPeople = "two_people"
  case incompleteEvidence = "incomplete_evidence"
  case noEvidence = "no_evidence"
  // What keeps it from going further, and would change it.
  case needsSecondInstrument = "needs_second_instrument"
  case needsMoreActs = "needs_more_acts"
  case needsLargerTeam = "needs_larger_team"
  case belowFlagRate = "below_flag_rate"
  case changesWithPeerRatings = "changes_with_peer_ratings"
  case changesWithCompleteRecords = "changes_with_complete_records"
  case changesWithCreditRecord = "changes_with_credit_record"
  // History.
  case stillAboveClearing = "still_above_clearing"
  case fellBelowClearing = "fell_below_clearing"
  case confirmedByPerson = "confirmed_by_person"
  case clearedByPerson = "cleared_by_person"
  case setAsideByPerson = "set_aside_by_person"
}
