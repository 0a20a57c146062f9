import Contribution
import Testing

@testable import Simulation

@Suite("Evaluation against the truth")
struct EvaluationTests {
  let truth = SimulatedTruth(keyResults: [
    SimulatedTruth.KeyResult(
      id: "k", personIDs: ["a", "b", "c"], shares: [0.5, 0.3, 0.2], credit: [0.2, 0.6, 0.2],
      families: ["x", "x", "y"], acts: [0, 5, 30], isRated: true, attackers: [1, 2])
  ])

  @Test("the truth itself has no error and full coverage")
  func perfect() {
    let rows = zip(["a", "b", "c"], [0.5, 0.3, 0.2]).map {
      Evaluation.PublishedShare(
        model: .consensus, keyResultID: "k", personID: $0, share: $1, low: $1 - 0.1, high: $1 + 0.1)
    }
    let evaluation = Evaluation(truth, rows)
    #expect(evaluation.coverage.first { $0.band == "all" }?.covered == 1)
    #expect(evaluation.families.map(\.meanError) == [0, 0])
  }

  @Test("false share and power count claims against the true margins")
  func claims() {
    func claim(_ person: String, _ isOver: Bool, _ isFlag: Bool) -> FindingEvaluation.Claim {
      FindingEvaluation.Claim(keyResultID: "k", personID: person, isOver: isOver, isFlag: isFlag)
    }
    let result = FindingEvaluation(truth, [claim("b", true, true), claim("a", false, false), claim("c", true, true)])
    #expect(result.errors == 2)
    #expect(result.falseShareOfFlags == 0.5)
    #expect(result.powerOfFlags == 0.5)
    #expect(abs(result.falseShareOfWatches - 1.0 / 3) < 1e-12)
    #expect(result.powerOfWatches == 1)
  }

  @Test("the gain of an attack is what its authors' shares grew by")
  func gain() {
    let gain = AttackGain(model: "consensus", truth, partners: 1, before: { _, _ in 0.2 }, after: { _, _ in 0.21 })
    #expect(gain.attackers == 1)
    #expect(abs(gain.gain - 0.05) < 1e-12)
    #expect(gain.gainWhereRated == gain.gain)
  }
}
