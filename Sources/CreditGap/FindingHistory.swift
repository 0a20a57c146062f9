/// What earlier runs found and what people decided, as values.
public struct FindingHistory: Sendable {
  /// State by finding id in the newest published run of the same period.
  public var current: [String: FindingState]
  /// (kind, person) pairs in state watch or flag in the period before: key results rarely live longer than one period.
  public var preceding: Set<KindOfPerson>
  /// Newest human decision by finding id.
  public var decisions: [String: Decision]

  public struct KindOfPerson: Sendable, Hashable {
    public var kind: FindingKind
    public var personID: String

    public init(kind: FindingKind, personID: String) {
      self.kind = kind
      self.personID = personID
    }
  }

  /// What a human concluded; the raw value is the `decision` column.
  public enum Decision: String, Sendable, CaseIterable {
    case confirmed, cleared
    case notJudged = "not_judged"
  }

  public init(
    current: [String: FindingState] = [:], preceding: Set<KindOfPerson> = [], decisions: [String: Decision] = [:]
  ) {
    self.current = current
    self.preceding = preceding
    self.decisions = decisions
  }
}

/// From probabilities to states: selection over the whole company, hysteresis, persistence, human decisions.
enum FindingSelection {
  /// Below this probability an existing finding is cleared; between it and selection it stays on watch.
  static let clearing = 0.70
  /// Below this probability nothing is selected.
  static let least = 0.5
  static let flagRate = 0.05
  static let watchRate = 0.10

  /// One possible finding before selection.
  struct Candidate {
    var finding: Finding
    /// Innocent reasons that forbid a judgement.
    var obstacles: [FindingReason] = []
    /// What else a flag needs and does not have.
    var missing: [FindingReason] = []
    /// Whether the records and a second instrument agree.
    var isCorroborated = false
  }

  /// States by Bayesian false discovery rate; candidates that were never on record and are not selected are dropped.
  ///
  /// Obstructed candidates do not take part in the selection. Result ordered by id.
  static func select(_ candidates: [Candidate], history: FindingHistory) -> [Finding] {
    let open = candidates.filter { $0.obstacles.isEmpty }.sorted { $0.finding.id < $1.finding.id }
    let wasHeld = open.map {
      history.preceding.contains(FindingHistory.KindOfPerson(kind: $0.finding.kind, personID: $0.finding.personID))
    }
    let mayBeFlag = zip(open, wasHeld).map { $0.missing.isEmpty && ($0.isCorroborated || $1) }
    let discovery = FalseDiscovery(open.map(\.finding.probability), mayBeFlag: mayBeFlag)
    // The least certain flag: what lies below it is too uncertain for a flag, whatever else it lacks.
    let flagged = open.indices.filter { discovery.isFlag[$0] }
    let least = flagged.map { open[$0].finding.probability }.min() ?? 1 - Self.flagRate
    var findings = [Finding]()
    for (place, candidate) in open.enumerated() {
      var finding = candidate.finding
      finding.expectedFalseShare = discovery.running[place]
      let held = wasHeld[place]
      let before = history.current[finding.id]
      let wasOpen = before == .watch || before == .flag
      if held { finding.reasons.append(.heldLastPeriod) }
      if candidate.isCorroborated { finding.reasons.append(.recordsAndPeersAgree) }
      if discovery.isFlag[place] {
        finding.state = .flag
      } else if discovery.isWatch[place] {
        finding.state = .watch
        if mayBeFlag[place] || finding.probability < least { finding.reasons.append(.belowFlagRate) }
        if !candidate.isCorroborated && !held { finding.reasons.append(.needsSecondInstrument) }
        finding.reasons += candidate.missing
      } else if wasOpen && finding.probability >= clearing {
        finding.state = .watch
        finding.reasons.append(.stillAboveClearing)
      } else if before != nil && before != .notJudged {
        finding.state = .cleared
        finding.reasons.append(.fellBelowClearing)
      } else {
        continue
      }
      findings.append(finding)
    }
    for candidate in candidates where !candidate.obstacles.isEmpty && candidate.finding.probability >= clearing {
      var finding = candidate.finding
      finding.state = .notJudged
      finding.reasons += candidate.obstacles
      findings.append(finding)
    }
    return respecting(history.decisions, findings).sorted { $0.id < $1.id }
  }

  /// A human's word is final: cleared stays cleared and set aside stays set aside, whatever later runs compute.
  private static func respecting(_ decisions: [String: FindingHistory.Decision], _ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      var finding = finding
      switch decisions[finding.id] {
      case .cleared:
        finding.state = .cleared
        finding.reasons.append(.clearedByPerson)
      case .notJudged:
        finding.state = .notJudged
        finding.reasons.append(.setAsideByPerson)
      case .confirmed: finding.reasons.append(.confirmedByPerson)
      case nil: break
      }
      return finding
    }
  }
}
