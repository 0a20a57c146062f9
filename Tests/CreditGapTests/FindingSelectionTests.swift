import Statistics
import Testing

@testable import CreditGap

@Suite("Selection, hysteresis and decisions")
struct FindingSelectionTests {
  @Test("an id depends on kind, key result and person alone")
  func ids() {
    let one = FindingIdentity.id(kind: .overCredited, keyResultID: "k1", personID: "p1")
    #expect(one == FindingIdentity.id(kind: .overCredited, keyResultID: "k1", personID: "p1"))
    #expect(one.count == 16)
    let others = [
      FindingIdentity.id(kind: .underCredited, keyResultID: "k1", personID: "p1"),
      FindingIdentity.id(kind: .overCredited, keyResultID: "k2", personID: "p1"),
      FindingIdentity.id(kind: .overCredited, keyResultID: "k1", personID: "p2"),
      FindingIdentity.id(kind: .overCredited, keyResultID: nil, personID: "p1"),
    ]
    #expect(Set(others + [one]).count == 5)
  }

  @Test("raising one probability never drops it from the selection, and the stated false share never exceeds the rate")
  func monotone() {
    for seed: UInt64 in 1...30 {
      var random = CounterGenerator(seed: seed, stream: 0)
      var values = (0..<40).map { _ in random.uniform() }
      let before = FalseDiscovery(values)
      if before.flags > 0 { #expect(before.running[before.flags - 1] <= FindingSelection.flagRate, "seed \(seed)") }
      #expect(before.flags <= before.watches)
      let place = random.index(below: 40)
      let was = before.rank[place] < before.watches
      values[place] += (1 - values[place]) * 0.5
      let after = FalseDiscovery(values)
      #expect(!was || after.rank[place] < after.watches, "seed \(seed)")
    }
  }

  @Test("an open finding stays on watch above 0.70 and is cleared below")
  func hysteresis() {
    let high = candidate(0.72)
    let low = candidate(0.60)
    let noise = (0..<5).map { candidate(0.3, person: "n\($0)") }
    let id = high.finding.id
    #expect(FindingSelection.select([high] + noise, history: FindingHistory()).isEmpty)
    for state in [FindingState.watch, .flag] {
      let history = FindingHistory(current: [id: state])
      #expect(FindingSelection.select([high] + noise, history: history).first?.state == .watch)
      #expect(FindingSelection.select([low] + noise, history: history).first?.state == .cleared)
    }
  }

  @Test("what a human cleared or set aside stays so, and a confirmation is kept as a reason")
  func decisions() {
    let sure = candidate(0.999)
    for (decision, state) in [
      (FindingHistory.Decision.cleared, FindingState.cleared), (.notJudged, .notJudged), (.confirmed, .flag),
    ] {
      let history = FindingHistory(decisions: [sure.finding.id: decision])
      #expect(FindingSelection.select([sure], history: history).first?.state == state)
    }
  }

  @Test("an obstructed candidate does not use up the false share of others")
  func obstructed() {
    var blocked = candidate(0.8, person: "blocked")
    blocked.obstacles = [.leave]
    let findings = FindingSelection.select([candidate(0.96), blocked], history: FindingHistory())
    #expect(findings.first { $0.personID == "p" }?.state == .flag)
    #expect(findings.first { $0.personID == "blocked" }?.state == .notJudged)
  }

  private func candidate(_ probability: Double, person: String = "p") -> FindingSelection.Candidate {
    var candidate = FindingSelection.Candidate(
      finding: Finding(
        kind: .overCredited, keyResultID: "k", personID: person, probability: probability, state: .watch))
    candidate.isCorroborated = true
    return candidate
  }
}
