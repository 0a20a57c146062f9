internal import Contribution
internal import Simulation

/// What a simulation measured, over all its companies together.
struct SimulateOutcome {
  struct Findings: Equatable {
    var prevalence: Double
    var evaluation: FindingEvaluation
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
  var findings: [Findings] = []
  var gains: [Gain] = []

  /// Models whose gain under an attack is told, where they answer.
  private static let attacked: [ModelName] = [.consensus, .evidence, .peer]

  init(_ plan: SimulatePlan, _ scored: [SimulateScored]) {
    let usual = scored.filter { $0.company.attack == nil && $0.company.prevalence == plan.usualPrevalence }
    let truth = SimulatedTruth(keyResults: usual.flatMap(\.truth.keyResults))
    companies = scored.count
    keyResults = truth.keyResults.count
    people = truth.keyResults.reduce(0) { $0 + $1.personIDs.count }
    ratedKeyResults = truth.keyResults.count { $0.isRated }
    notJudged = usual.reduce(0) { $0 + $1.notJudged }
    evaluation = Evaluation(truth, usual.flatMap(\.shares))
    for prevalence in plan.prevalences {
      let part = scored.filter { $0.company.attack == nil && $0.company.prevalence == prevalence }
      let truth = SimulatedTruth(keyResults: part.flatMap(\.truth.keyResults))
      findings.append(
        Findings(prevalence: prevalence, evaluation: FindingEvaluation(truth, part.flatMap(\.claims))))
    }
    guard !plan.attacks.isEmpty else { return }
    let before = Self.byPerson(usual.flatMap(\.shares))
    for attack in plan.attacks {
      let part = scored.filter { $0.company.attack == attack }
      let after = Self.byPerson(part.flatMap(\.shares))
      let partners = attack == .reviewRing || attack == .collusion ? 2 : 1
      for model in Self.attacked {
        let gain = AttackGain(
          model: model.rawValue, truth, partners: partners,
          before: { before[Key(model: model, keyResult: $0, person: $1)] },
          after: { after[Key(model: model, keyResult: $0, person: $1)] })
        if gain.attackers > 0 { gains.append(Gain(attack: attack, gain: gain)) }
      }
    }
  }

  private struct Key: Hashable {
    var model: ModelName
    var keyResult: String
    var person: String
  }

  private static func byPerson(_ shares: [Evaluation.PublishedShare]) -> [Key: Double] {
    var result: [Key: Double] = [:]
    for share in shares where attacked.contains(share.model) {
      result[Key(model: share.model, keyResult: share.keyResultID, person: share.personID)] = share.share
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
    notJudged = published.outcome.notJudged
  }
}
