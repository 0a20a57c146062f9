import Attribution
import Contribution
import Statistics
import Testing

@Test(
  "every act has an exact amount and a person's acts and pieces sum to the share", arguments: 0..<200 as Range<UInt64>)
func actsSumToShares(seed: UInt64) throws {
  let records = RecordDraft.random(seed).records
  for model in [
    try EvidenceModel(), try EvidenceModel(budget: ChannelBudget(declared: [0.6, 0.3, 0, 0, 0, 0, 0, 0.1])),
  ] {
    let units = try model.units(records)
    let estimate = try model.estimate(records)
    guard !estimate.diagnostics.contains(.noEvidence) else { continue }
    let acts = try model.acts(units)
    for person in 0..<records.people.count {
      let own = compensatedSum(acts.filter { Int($0.person) == person }.map(\.amount))
      #expect((own - estimate.shares[person]).magnitude <= 1e-12)
      let places = estimate.pieces.person.indices.filter { Int(estimate.pieces.person[$0]) == person }
      #expect((compensatedSum(places.map { estimate.pieces.amount[$0] }) - estimate.shares[person]).magnitude <= 1e-15)
    }
    #expect(estimate.pieces.acts.reduce(0, +) == Int32(acts.count { $0.amount > 0 }))
  }
}

@Test("units follow the rules of effort parts, roles and review depth")
func unitsByHand() throws {
  var draft = RecordDraft(people: [0, 1, 2, 3], credit: [1, 1, 1, 1])
  draft.actUnit = 2
  draft.tasks = [
    // 0 declares a quarter, 1 helps with the rest, 2 only moved the task along and may review it; 1 may not.
    .init(
      effort: 8, assignees: [(0, .owner, 0.25), (1, .helper, nil), (2, .handler, nil)],
      reviews: [(1, 50, 0, 1), (2, 2, 1, 1)]),
    .init(effort: 5, outcome: .dropped, assignees: [(3, .owner, nil)], reviews: [(0, 9, 0, 0)]),
    // An approval without a word.
    .init(effort: 1, outcome: .learned, assignees: [(3, .owner, nil)], reviews: [(0, 0, 0, 0)]),
  ]
  draft.acts = [(.unblocking, 3, 6), (.checkIn, 3, 3)]
  let units = try EvidenceUnits(draft.records)
  func unit(_ person: Int, _ channel: Channel) -> Double { units.sums[person * Channel.count + channel.index] }
  #expect(unit(0, .authored) == 2 && unit(1, .help) == 6 && unit(2, .authored) == 0)
  // Depth 2 comments + 2 for the request + 2 for an unknown count = 6, tau 4.
  #expect((unit(2, .review) - 8 * 0.7768698398515702).magnitude < 1e-14)
  #expect(unit(1, .review) == 0 && unit(0, .review) == 0)
  #expect(unit(3, .authored) == 1 && unit(3, .unblocking) == 6 && unit(3, .checkIn) == 6)
  #expect(units.acts.count == 6)
}

@Test("an approval of unknown depth within a minute of the request is worth nothing")
func instantApproval() throws {
  var draft = RecordDraft(people: [0, 1], credit: [1, 1])
  draft.tasks = [.init(effort: 1, assignees: [(0, .owner, nil)], reviews: [(1, 0, 1, 0)])]
  var records = draft.records
  #expect(try EvidenceModel().estimate(records).shares[1] > 0.1)
  records.reviews.latency = [20]
  #expect(try EvidenceModel().estimate(records).shares[1] == 0)
  records.reviews.latency = [3600]
  #expect(try EvidenceModel().estimate(records).shares[1] > 0.1)
}

@Test("a half-life fades finished work, and unknown dates keep full weight")
func halfLife() throws {
  var draft = RecordDraft(people: [0, 1], credit: [1, 1])
  draft.tasks = [
    .init(effort: 1, assignees: [(0, .owner, nil)]), .init(effort: 1, assignees: [(1, .owner, nil)]),
  ]
  var records = draft.records
  let model = try EvidenceModel(decay: TimeDecay(halfLifeSeconds: 100, asOf: 1000))
  #expect(try model.estimate(records).shares == [0.5, 0.5])
  records.tasks.completedAt = [1000, 900]
  let shares = try model.estimate(records).shares
  #expect((shares[0] - 2.0 / 3).magnitude < 1e-15)
  #expect(throws: AttributionError(.invalidParameter, "halfLifeSeconds")) { try TimeDecay(halfLifeSeconds: 0, asOf: 0) }
}

@Test("the heaviest acts are each person's ten, in falling order", arguments: 0..<50 as Range<UInt64>)
func heaviestActs(seed: UInt64) {
  var generator = CounterGenerator(seed: seed, stream: 3)
  let acts = (0..<200).map { index in
    EvidenceAct(
      amount: Double(generator.index(below: 30)), source: Int32(index), person: Int32(generator.index(below: 5)),
      channel: .authored, table: .tasks)
  }
  let kept = EvidenceAct.heaviest(acts, people: 5)
  let wanted = (0..<5).flatMap { person in
    acts.filter { Int($0.person) == person }
      .sorted { $0.amount == $1.amount ? $0.source < $1.source : $0.amount > $1.amount }.prefix(10)
  }
  #expect(kept == wanted)
}

@Test("parameters out of range are refused by name")
func parameters() throws {
  #expect(throws: AttributionError(.invalidParameter, "tau")) { try EvidenceModel(tau: 0) }
  #expect(throws: AttributionError(.invalidParameter, "kappa")) { try ShapleyModel(kappa: 1) }
  #expect(throws: AttributionError(.invalidParameter, "damping")) { try NetworkModel(damping: 1) }
  #expect(throws: AttributionError(.invalidParameter, "declared")) { try ChannelBudget(declared: [1]) }
  #expect("\(AttributionError(.invalidWeight, "tasks.effort"))" == "invalid_weight: tasks.effort")
}

@Test("records out of order, out of range or of unequal length are refused")
func brokenRecords() throws {
  let good = RecordDraft.random(4, people: 5).records
  var twice = good
  twice.assignments.task.append(twice.assignments.task[0])
  twice.assignments.person.append(twice.assignments.person[0])
  twice.assignments.role.append(.owner)
  twice.assignments.effortShare.append(0.5)
  var stranger = good
  stranger.acts.person[0] = 99
  var short = good
  short.tasks.outcome.removeLast()
  for broken in [twice, stranger, short] {
    #expect(throws: AttributionError.self) { try EvidenceModel().estimate(broken) }
  }
}
