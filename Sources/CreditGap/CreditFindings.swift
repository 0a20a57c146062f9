import Attribution

/// Findings about credit on record: over_credited, under_credited, uncredited_contributor and nominal_author.
///
/// Margins: over if credit > 1.5 share and 5 points above, under the other way round. Probabilities come from `CreditErrorMixture`;
/// selection is by Bayesian false discovery rate over the whole company. A flag needs at least 20 acts, 3 people, and
/// records and peers on the same side or the same finding in the period before.
/// Source: models.md, section 7; Newton et al. 2004.
public struct CreditFindings: Sendable {
  public let mixture: CreditErrorMixture
  let caution: CreditCaution

  /// Learns how reliable the company's credit records are.
  public init(_ subjects: [CreditSubject]) {
    let caution = CreditCaution(subjects)
    var differing: [CreditComparison.View] = []
    var equal: [CreditComparison.View] = []
    for subject in subjects where subject.state == .judged {
      let authors = subject.comparisons.compactMap { $0.view(at: caution.of(subject)) }
      if Self.isEqual(subject) { equal += authors } else { differing += authors }
    }
    self.caution = caution
    mixture = CreditErrorMixture(differing: differing, equal: equal)
  }

  /// All findings about credit in a company, ordered by id.
  /// - Complexity: O(people log people).
  public func findings(_ subjects: [CreditSubject], history: FindingHistory = FindingHistory()) -> [Finding] {
    var gaps: [FindingSelection.Candidate] = []
    var silent: [FindingSelection.Candidate] = []
    var nominal: [FindingSelection.Candidate] = []
    for subject in subjects {
      let isEqual = Self.isEqual(subject)
      for person in subject.comparisons.indices {
        let comparison = subject.comparisons[person]
        if let view = comparison.view(at: caution.of(subject)) {
          let (over, under) = mixture.probabilities(view, isEqual: isEqual)
          let kind = over >= under ? FindingKind.overCredited : .underCredited
          gaps.append(candidate(subject, person, kind, max(over, under)))
        }
        if !subject.isAuthor[person] && comparison.credit == 0 {
          silent.append(candidate(subject, person, .uncreditedContributor, comparison.material))
        }
        if subject.isAuthor[person] && subject.acts[person] == 0 {
          var candidate = candidate(subject, person, .nominalAuthor, 1 - comparison.material)
          candidate.finding.reasons.append(.noActOfAnyKind)
          nominal.append(candidate)
        }
      }
    }
    let all = [gaps, silent, nominal].flatMap { FindingSelection.select($0, history: history) }
    return all.sorted { $0.id < $1.id }
  }

  private func candidate(
    _ subject: CreditSubject, _ person: Int, _ kind: FindingKind, _ probability: Double
  ) -> FindingSelection.Candidate {
    var candidate = FindingSelection.Candidate(
      finding: Finding(
        kind: kind, keyResultID: subject.keyResultID, personID: subject.personIDs[person], probability: probability,
        state: .watch))
    candidate.obstacles = Self.obstacles(subject, person, kind)
    if subject.teamSize < 3 { candidate.missing.append(.needsLargerTeam) }
    if subject.totalActs < 20 { candidate.missing.append(.needsMoreActs) }
    candidate.isCorroborated = Self.agree(subject, person, kind)
    candidate.finding.reasons += Self.wouldChange(subject, person, kind)
    return candidate
  }

  /// Reasons in the data that forbid a judgement about this person on this key result.
  static func obstacles(_ subject: CreditSubject, _ person: Int, _ kind: FindingKind) -> [FindingReason] {
    var obstacles: [FindingReason] = []
    switch subject.state {
    case .judged, .notJudged(.onePerson): break
    case .notJudged(.twoPeople): obstacles.append(.twoPeople)
    case .notJudged(.noEvidence): obstacles.append(.noEvidence)
    case .notJudged(.lowCoverage): obstacles.append(.lowCoverage)
    case .notJudged(.modelsDiffer): obstacles.append(.modelsDiffer)
    case .notJudged(.incompleteEvidence): obstacles.append(.incompleteEvidence)
    }
    if subject.circumstances[person].mayBeDuplicate { obstacles.append(.possibleDuplicate) }
    // Presence explains too little contribution, never too much.
    guard kind == .overCredited || kind == .nominalAuthor else { return obstacles }
    if subject.isTrialWithLearning { obstacles.append(.stoppedTrial) }
    let circumstance = subject.circumstances[person]
    if circumstance.leave > 0.5 { obstacles.append(.leave) }
    if circumstance.away > 0.5 { obstacles.append(.joinedLate) }
    return obstacles
  }

  /// Whether records and peers both lie on the finding's side of the credit.
  static func agree(_ subject: CreditSubject, _ person: Int, _ kind: FindingKind) -> Bool {
    guard !subject.evidenceShares.isEmpty, !subject.peerShares.isEmpty else { return false }
    let credit = subject.comparisons[person].credit
    let views = [subject.evidenceShares[person], subject.peerShares[person]]
    switch kind {
    case .overCredited: return views.allSatisfy { $0 < credit }
    case .underCredited: return views.allSatisfy { $0 > credit }
    case .uncreditedContributor: return views.allSatisfy { $0 > 0.05 }
    case .nominalAuthor: return views.allSatisfy { $0 < 0.05 }
    default: return false
    }
  }

  /// Circumstances worth a look that do not forbid a judgement, and data that would change it.
  private static func wouldChange(_ subject: CreditSubject, _ person: Int, _ kind: FindingKind) -> [FindingReason] {
    var reasons: [FindingReason] = []
    let circumstance = subject.circumstances[person]
    if kind == .overCredited || kind == .nominalAuthor {
      if circumstance.leave > 0 && circumstance.leave <= 0.5 { reasons.append(.leave) }
      if circumstance.away > 0 && circumstance.away <= 0.5 { reasons.append(.joinedLate) }
      if circumstance.allocation < 0.8 { reasons.append(.partTime) }
      if circumstance.recordingBias < -0.2 { reasons.append(.jobWithFewTraces) }
      if kind == .overCredited { reasons.append(.changesWithCompleteRecords) }
    }
    if subject.peerShares.isEmpty { reasons.append(.changesWithPeerRatings) }
    if kind != .nominalAuthor { reasons.append(.changesWithCreditRecord) }
    return reasons
  }

  /// Whether all authors hold the same credit.
  static func isEqual(_ subject: CreditSubject) -> Bool {
    let credits = subject.comparisons.map(\.credit).filter { $0 > 0 }
    guard let first = credits.first else { return true }
    return credits.allSatisfy { abs($0 - first) < 1e-9 }
  }
}
