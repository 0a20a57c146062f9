import Testing

@testable import Simulation

@Suite("Methods beside the truth")
struct MethodComparisonTests {
  private func game(_ id: String, _ shares: [Double], isRated: Bool) -> SimulatedTruth.KeyResult {
    SimulatedTruth.KeyResult(
      id: id, personIDs: ["a", "b", "c"], shares: shares, credit: shares, families: ["x", "x", "y"], acts: [0, 5, 30],
      isRated: isRated)
  }

  private func answer(_ method: String, _ id: String, _ shares: [String: Double]) -> MethodComparison.Answer {
    MethodComparison.Answer(method: method, keyResultID: id, shares: shares)
  }

  @Test("each method counts where it answers, beside the reference on the same key results")
  func paired() throws {
    let truth = SimulatedTruth(keyResults: [
      game("k", [0.5, 0.3, 0.2], isRated: true), game("l", [0.2, 0.2, 0.6], isRated: false),
    ])
    let rows = MethodComparison(
      truth,
      [
        answer("consensus", "k", ["a": 0.5, "b": 0.3, "c": 0.2]),
        answer("consensus", "l", ["a": 0.4, "b": 0.2, "c": 0.4]),
        answer("other", "l", ["a": 0.6, "b": 0.2, "c": 0.2]),
      ]
    ).rows
    #expect(rows.map(\.method) == ["consensus", "other"])
    let (consensus, other) = (try #require(rows.first), try #require(rows.last))
    #expect(consensus.all.keyResults == 2 && consensus.rated.keyResults == 1)
    #expect(abs(consensus.all.totalVariation - 0.1) < 1e-12)
    #expect(consensus.rated.totalVariation == 0 && consensus.rated.kendallTau == 1)
    #expect(other.all.keyResults == 1 && other.rated.keyResults == 0)
    #expect(abs(other.all.totalVariation - 0.4) < 1e-12)
    // The reference is that of the same key result, not its mean over all.
    #expect(abs(other.all.reference - 0.2) < 1e-12)
  }

  @Test("total variation counts people that a method left out or invented")
  func strangers() throws {
    let truth = SimulatedTruth(keyResults: [game("k", [0.5, 0.3, 0.2], isRated: true)])
    let row = try #require(MethodComparison(truth, [answer("m", "k", ["a": 0.5, "z": 0.5])]).rows.first)
    #expect(abs(row.all.totalVariation - 0.5) < 1e-12)
  }
}
