internal import Attribution
internal import Contribution
internal import Simulation

/// What a simulation measured, over all its companies together.
struct SimulateOutcome {
  struct Findings: Equatable {
    var prevalence: Double
    var evaluation: FindingEvaluation
  }

  /// What is left without one thing; nil is the same companies with everything.
  struct Ablated: Equatable {
    var ablation: SimulateAblation?
    var consensus: MethodComparison.Row
    /// Part of the 90 % intervals that hold the true share.
    var covered: Double
    var findings: FindingEvaluation
  }

  struct Gain: Equatable {
    var attack: Attack
    var gain: AttackGain
  }

  var companies = 0
  var keyResults = 0
  var people = 0
  var ratedKeyResults = 0
  var notJudged = 0
  var evaluation: Evaluation
  /// Other methods and every model, each where it answers.
  var comparison: [MethodComparison.Row]
  var findings: [Findings] = []
  var gains: [Gain] = []
  var ablated: [Ablated] = []

  /// Models and methods whose gain under an attack is told, where they answer.
  private static let attacked =
    [ModelName.consensus, .evidence, .peer].map(\.rawValue) + ComparisonMethod.allCases.map(\.rawValue)

  init(_ plan: SimulatePlan, _ scored: [SimulateScored]) {
    let usual = scored.filter { $0.company.isPlain && $0.company.prevalence == plan.usualPrevalence }
    let truth = SimulatedTruth(keyResults: usual.flatMap(\.truth.keyResults))
    companies = scored.count
    keyResults = truth.keyResults.count
    people = truth.keyResults.reduce(0) { $0 + $1.personIDs.count }
    ratedKeyResults = truth.keyResults.count { $0.isRated }
    notJudged = usual.reduce(0) { $0 + $1.notJudged }
    evaluation = Evaluation(truth, usual.flatMap(\.shares))
    comparison = Self.comparison(truth, usual)
    for prevalence in plan.prevalences {
      let part = scored.filter { $0.company.isPlain && $0.company.prevalence == prevalence }
      let truth = SimulatedTruth(keyResults: part.flatMap(\.truth.keyResults))
      findings.append(
        Findings(prevalence: prevalence, evaluation: FindingEvaluation(truth, part.flatMap(\.claims))))
    }
    if plan.ablates {
      for ablation in [nil] + SimulateAblation.allCases {
        let part = ablation.map { left in scored.filter { $0.company.ablation == left } } ?? usual
        if let row = Self.ablated(ablation, part) { ablated.append(row) }
      }
    }
    guard !plan.attacks.isEmpty else { return }
    let before = Self.byPerson(usual)
    for attack in plan.attacks {
      let part = scored.filter { $0.company.attack == attack }
      let after = Self.byPerson(part)
      let partners = attack == .reviewRing || attack == .collusion ? 2 : 1
      for method in Self.attacked {
        let gain = AttackGain(
          model: method, truth, partners: partners,
          before: { before[Key(method: method, keyResult: $0, person: $1)] },
          after: { after[Key(method: method, keyResult: $0, person: $1)] })
        if gain.attackers > 0 { gains.append(Gain(attack: attack, gain: gain)) }
      }
    }
  }

  /// Equal split and counts first, then what others do with ratings and networks, then our models.
  private static let order =
    [ModelName.equal.rawValue, ModelName.declared.rawValue] + ComparisonMethod.allCases.map(\.rawValue)
    + ModelName.allCases.map(\.rawValue)

  private static func comparison(_ truth: SimulatedTruth, _ scored: [SimulateScored]) -> [MethodComparison.Row] {
    let rows = MethodComparison(truth, scored.flatMap { $0.answers + $0.others }).rows
    return rows.sorted { left, right in
      (order.firstIndex(of: left.method) ?? order.count) < (order.firstIndex(of: right.method) ?? order.count)
    }
  }

  private static func ablated(_ ablation: SimulateAblation?, _ scored: [SimulateScored]) -> Ablated? {
    let truth = SimulatedTruth(keyResults: scored.flatMap(\.truth.keyResults))
    let consensus = scored.flatMap(\.answers).filter { $0.method == ModelName.consensus.rawValue }
    guard let row = MethodComparison(truth, consensus).rows.first else { return nil }
    return Ablated(
      ablation: ablation, consensus: row,
      covered: Evaluation(truth, scored.flatMap(\.shares)).coverage.first { $0.band == "all" }?.covered ?? 0,
      findings: FindingEvaluation(truth, scored.flatMap(\.claims)))
  }

  private struct Key: Hashable {
    var method: String
    var keyResult: String
    var person: String
  }

  private static func byPerson(_ scored: [SimulateScored]) -> [Key: Double] {
    var result: [Key: Double] = [:]
    for answer in scored.flatMap({ $0.answers + $0.others }) where attacked.contains(answer.method) {
      for (person, share) in answer.shares {
        result[Key(method: answer.method, keyResult: answer.keyResultID, person: person)] = share
      }
    }
    return result
  }
}

/// One company after its run: what is true, and what was published.
struct SimulateScored {
  var company: SimulateCompany
  var truth: SimulatedTruth
  var shares: [Evaluation.PublishedShare]
  var claims: [FindingEvaluation.Claim]
  /// Answers of methods that are no models of a run.
  var others: [MethodComparison.Answer]
  var notJudged: Int

  /// Ids get the seed in front, so that companies can be looked at together.
  init(_ company: SimulateCompany, _ truth: SimulatedTruth, _ published: SimulateServer.Published) {
    let mark = "\(company.seed)/"
    self.company = company
    self.truth = truth
    for index in truth.keyResults.indices { self.truth.keyResults[index].id = mark + truth.keyResults[index].id }
    shares = published.shares
    for index in shares.indices { shares[index].keyResultID = mark + shares[index].keyResultID }
    claims = published.claims
    for index in claims.indices { claims[index].keyResultID = mark + claims[index].keyResultID }
    others = published.others
    for index in others.indices { others[index].keyResultID = mark + others[index].keyResultID }
    notJudged = published.outcome.notJudged
  }

  /// Published shares by model and key result; they are read in that order.
  var answers: [MethodComparison.Answer] {
    var answers: [MethodComparison.Answer] = []
    for share in shares {
      if answers.last?.keyResultID != share.keyResultID || answers.last?.method != share.model.rawValue {
        answers.append(
          MethodComparison.Answer(method: share.model.rawValue, keyResultID: share.keyResultID, shares: [:]))
      }
      answers[answers.count - 1].shares[share.personID] = share.share
    }
    return answers
  }
}
