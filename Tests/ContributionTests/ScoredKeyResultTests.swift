import Contribution
import Testing

@Suite("A scored key result")
struct ScoredKeyResultTests {
  @Test("it begins with nothing judged and nothing known, and a model that abstained has no estimate")
  func beginning() {
    var scored = ScoredKeyResult(keyResultID: "k", kind: .exploration, people: [3, 8])
    #expect(scored.keyResultID == "k" && scored.kind == .exploration && scored.people == [3, 8])
    #expect(scored.headline == nil && scored.value == nil && scored.notJudged == nil)
    #expect(scored.acts.isEmpty && scored.steps.isEmpty && scored.diagnostics.isEmpty)
    #expect(ModelName.allCases.allSatisfy { scored.estimate($0) == nil })

    scored.estimates = [
      Estimate(model: .equal, shares: [0.5, 0.5]), Estimate(model: .evidence, shares: [0.75, 0.25]),
    ]
    #expect(scored.estimate(.evidence)?.shares == [0.75, 0.25])
    #expect(scored.estimate(.equal)?.shares == [0.5, 0.5])
    #expect(scored.estimate(.consensus) == nil)
  }

  @Test("acts and steps are equal only where every part of them is")
  func equality() {
    let act = ScoredKeyResult.WeighedAct(person: 1, channel: .review, table: .reviews, source: 7, amount: 0.25)
    var other = act
    #expect(other == act)
    other.source = 8
    #expect(other != act)
    #expect(act != .init(person: 1, channel: .help, table: .reviews, source: 7, amount: 0.25))
    let step = ScoredKeyResult.ConsensusStep(person: 0, step: "equal_start", amount: 0.5)
    #expect(step != .init(person: 0, step: "equal_start", amount: -0.5))
    #expect(step != .init(person: 1, step: "equal_start", amount: 0.5))
  }

  @Test("an estimate without shares is no answer, and has no pieces")
  func abstaining() {
    let silent = Estimate(model: .peer, shares: [])
    #expect(!silent.isAnswer && silent.pieces.count == 0 && silent.intervals.isEmpty)
    var pieces = Estimate.Pieces()
    pieces.person = [0, 0]
    pieces.channel = [.authored, .review]
    pieces.acts = [4, 1]
    pieces.amount = [0.6, 0.4]
    let answer = Estimate(model: .evidence, shares: [1], pieces: pieces)
    #expect(answer.isAnswer && answer.pieces.count == 2)
  }

  @Test("a suggestion is no thanks, every other feedback is")
  func thanks() {
    #expect(FeedbackKind.allCases.filter { !$0.isThanks } == [.suggestion])
  }
}
