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

  @Test("raising one probability never drops it from the selection")
  func monotone() {
    for seed: UInt64 in 1...30 {
      var random = CounterGenerator(seed: seed, stream: 0)
      var values = (0..<40).map { _ in random.uniform() }
      let mayBeFlag = values.map { _ in random.uniform() < 0.5 }
      let before = FalseDiscovery(values, mayBeFlag: mayBeFlag)
      let place = random.index(below: 40)
      values[place] += (1 - values[place]) * 0.5
      let after = FalseDiscovery(values, mayBeFlag: mayBeFlag)
      #expect(!before.isFlag[place] || after.isFlag[place], "seed \(seed)")
      #expect(!before.isWatch[place] || after.isWatch[place] || after.isFlag[place], "seed \(seed)")
    }
  }

  @Test("nobody is selected on what is less likely than not, however sure the others are")
  func least() {
    // Two doubtful ones among a hundred sure ones would fit into both rates.
    let values = [Double](repeating: 0.9999, count: 100) + [0.49, 0.0001, 0.51]
    for mayBeFlag in [true, false] {
      let selected = FalseDiscovery(values, mayBeFlag: values.map { _ in mayBeFlag })
      let chosen = mayBeFlag ? selected.isFlag : selected.isWatch
      #expect(chosen[100] == false && chosen[101] == false && chosen[102])
      #expect(chosen.count { $0 } == 101)
    }
  }

  @Test("flags and watches keep their rates each alone: sure flags do not pay for doubtful watches")
  func ratesAlone() {
    for seed: UInt64 in 1...30 {
      var random = CounterGenerator(seed: seed, stream: 0)
      let values = (0..<200).map { _ in 1 - 0.4 * random.uniform() * random.uniform() }
      let mayBeFlag = values.map { _ in random.uniform() < 0.5 }
      let selected = FalseDiscovery(values, mayBeFlag: mayBeFlag)
      for (chosen, rate) in [
        (selected.isFlag, FindingSelection.flagRate), (selected.isWatch, FindingSelection.watchRate),
      ] {
        let wrong = values.indices.filter { chosen[$0] }.map { 1 - values[$0] }
        #expect(!wrong.isEmpty)
        #expect(wrong.reduce(0, +) <= rate * Double(wrong.count) + 1e-12, "seed \(seed)")
        #expect(values.indices.filter { chosen[$0] }.map { selected.running[$0] }.max()! <= rate + 1e-12)
      }
      #expect(values.indices.allSatisfy { !selected.isFlag[$0] || (mayBeFlag[$0] && !selected.isWatch[$0]) })
    }
    // 40 findings that are sure, 10 that are right three times in four: 5 % of all fifty, but a quarter of the watches.
    let values = [Double](repeating: 0.999, count: 40) + [Double](repeating: 0.75, count: 10)
    let selected = FalseDiscovery(values, mayBeFlag: values.map { $0 > 0.9 })
    #expect(selected.isFlag.count { $0 } == 40)
    #expect(selected.isWatch.count { $0 } == 0)
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
