import Contribution
import Statistics
import Testing

@testable import CreditGap

@Suite("Findings about habits")
struct HabitFindingsTests {
  @Test("a reviewer who waves everything through stands out; a quick team does not")
  func rubberStamping() {
    var habits = (0..<9).map {
      RubberStamping.Habit(personID: "p\($0)", group: 0, approvals: 60, bareApprovals: 4 + $0 % 3)
    }
    #expect(RubberStamping.findings(habits).isEmpty)
    habits.append(RubberStamping.Habit(personID: "waves", group: 0, approvals: 80, bareApprovals: 76))
    #expect(RubberStamping.findings(habits).map(\.personID) == ["waves"])
    let quick = (0..<9).map { RubberStamping.Habit(personID: "q\($0)", group: 1, approvals: 60, bareApprovals: 50) }
    #expect(RubberStamping.findings(quick).isEmpty)
  }

  @Test("two people who approve only each other are a ring; the same numbers spread over the team are not")
  func reviewRing() {
    var random = CounterGenerator(seed: 4, stream: 0)
    let names = (0..<12).map { "p\($0)" }
    var approvals = (0..<600).map { _ in
      let reviewer = random.index(below: 12)
      return ReviewRing.Approval(
        group: 0, reviewer: Int32(reviewer), author: Int32((reviewer + 1 + random.index(below: 11)) % 12))
    }
    #expect(ReviewRing.findings(approvals, personIDs: names, seed: 1).isEmpty)
    for _ in 0..<40 {
      approvals.append(ReviewRing.Approval(group: 0, reviewer: 3, author: 7))
      approvals.append(ReviewRing.Approval(group: 0, reviewer: 7, author: 3))
    }
    let ring = ReviewRing.findings(approvals, personIDs: names, seed: 1)
    #expect(Set(ring.map(\.personID)) == ["p3", "p7"])
    #expect(ring == ReviewRing.findings(approvals.reversed(), personIDs: names, seed: 1))
  }

  @Test("pairs counted in a table are the pairs counted by sorting, time and again", arguments: 0..<8)
  func pairTable(seed: UInt64) {
    var random = CounterGenerator(seed: seed, stream: 1)
    var table = PairTable()
    for people in [40, 3, 25] {
      let approvals = (0..<2000).map { _ in
        ReviewRing.Approval(
          group: 0, reviewer: Int32(random.index(below: people) * 7), author: Int32(random.index(below: people) * 7))
      }
      let group = ReviewGroup(approvals[...])
      let counted = group.pairs(group.authors, &table).sorted { ($0.low, $0.high) < ($1.low, $1.high) }
      let sorted = group.sortedPairs(group.authors)
      #expect(!sorted.isEmpty || people == 40)
      #expect(counted.map { [$0.low, $0.high] } == sorted.map { [$0.low, $0.high] })
      #expect(counted.map(\.value) == sorted.map(\.value))
    }
  }

  @Test("effort that neither time nor review supports is found; large tasks that took long are not")
  func inflatedEffort() {
    var random = CounterGenerator(seed: 9, stream: 0)
    var traces: [InflatedEffort.Trace] = []
    for person in 0..<30 {
      for _ in 0..<25 {
        let size = random.exponential() + 0.2
        let isSlow = person == 1
        let factor = person == 0 ? 3.0 : 1
        traces.append(
          InflatedEffort.Trace(
            person: Int32(person), team: Int32(person / 10), effort: (isSlow ? 4 : 1) * size * factor,
            days: (isSlow ? 4 : 1) * size * (0.7 + 0.6 * random.uniform()), comments: Int(4 * size * (isSlow ? 4 : 1))))
      }
    }
    let names = (0..<30).map { "p\($0)" }
    let found = InflatedEffort.findings(traces, personIDs: names).filter { $0.state != .cleared }.map(\.personID)
    #expect(found.contains("p0"))
    #expect(!found.contains("p1"))
    #expect(found.count <= 2)
  }

  @Test("a key result that lives by one person is a risk; shared work is not")
  func keyPerson() {
    func records(shared: Bool) -> KeyResultRecords {
      var records = KeyResultRecords(keyResultID: "k", people: KeyResultRecords.People(number: [0, 1, 2]))
      for task in 0..<30 {
        records.tasks.effort.append(2)
        records.tasks.isImputed.append(false)
        records.tasks.outcome.append(.delivered)
        records.tasks.completedAt.append(0)
        records.tasks.source.append(Int32(task))
        records.assignments.task.append(Int32(task))
        records.assignments.person.append(shared ? Int32(task % 3) : 0)
        records.assignments.role.append(.owner)
        records.assignments.effortShare.append(KeyResultRecords.Assignments.missing)
      }
      return records
    }
    let names = ["a", "b", "c"]
    let alone = KeyPersonRisk.losses(records(shared: false), personIDs: names)
    #expect(alone.map(\.loss) == [1])
    #expect(KeyPersonRisk.findings(alone).map(\.personID) == ["a"])
    let shared = KeyPersonRisk.losses(records(shared: true), personIDs: names)
    #expect(shared.count == 3)
    #expect(KeyPersonRisk.findings(shared).isEmpty)
  }
}
