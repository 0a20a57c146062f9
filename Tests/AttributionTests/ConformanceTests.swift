import Attribution
import Contribution
import Statistics
import Testing

/// One share model under test, with the axioms that it is known to break and by how much.
struct ModelUnderTest: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Builds the model for people renamed by the function: company-wide parameters follow the people.
  let make: @Sendable (_ rename: (Int) -> Int) throws -> any ShareModel
  /// Rounding that the method amplifies: the iteration of PageRank stops at 1e-13, that of the peer fit is contracting.
  var tolerance = 1e-12
  var readsEvidence = true
  var nullPlayerGetsNothing = true
  /// Largest change of a share when each task is split in two.
  var splitBound = 1e-12
  /// Largest relative loss of a share by one more task of one's own.
  var monotoneBound = 1e-12

  func shares(_ draft: RecordDraft, _ rename: (Int) -> Int = { $0 }) throws -> [Double] {
    try make(rename).estimate(draft.records).shares
  }

  static let all: [ModelUnderTest] = [
    ModelUnderTest(
      testDescription: "equal", make: { _ in EqualModel() }, readsEvidence: false, nullPlayerGetsNothing: false),
    ModelUnderTest(testDescription: "declared", make: { _ in DeclaredModel() }, readsEvidence: false),
    ModelUnderTest(testDescription: "evidence", make: { _ in try EvidenceModel() }),
    // Budgets pay a channel by declaration, so volume moved into one channel can cost in another.
    ModelUnderTest(
      testDescription: "evidence with budgets",
      make: { _ in
        try EvidenceModel(budget: ChannelBudget(declared: [0.5, 0.2, 0.1, 0.1, 0.1, 0, 0, 0]))
      }, monotoneBound: 1e-12),
    ModelUnderTest(testDescription: "shapley", make: { _ in try ShapleyModel() }),
    ModelUnderTest(
      testDescription: "shapley with support rent", make: { _ in try ShapleyModel(gate: .supportRent) }),
    ModelUnderTest(testDescription: "network", make: { _ in try NetworkModel() }, splitBound: 1e-12),
    ModelUnderTest(
      testDescription: "peer", make: { _ in try PeerModel() }, tolerance: 1e-9, readsEvidence: false,
      nullPlayerGetsNothing: false, splitBound: 1),
    ModelUnderTest(
      testDescription: "outcome",
      make: { rename in
        var effects = [Double](repeating: 0, count: 64)
        for person in 0..<16 { effects[rename(person)] = Double(person * person % 7) / 5 }
        return try OutcomeModel(effects: effects)
      }, readsEvidence: false, nullPlayerGetsNothing: false),
  ]
}

private let seeds = 0..<200 as Range<UInt64>

@Suite("every share model")
struct ConformanceTests {
  @Test("gives shares that are not negative and sum to 1, the same bytes twice", arguments: ModelUnderTest.all)
  func sumsToOne(model: ModelUnderTest) throws {
    var answers = 0
    for seed in seeds {
      let draft = RecordDraft.random(seed)
      let shares = try model.shares(draft)
      #expect(try model.shares(draft) == shares, "seed \(seed)")
      guard !shares.isEmpty else { continue }
      answers += 1
      #expect(shares.count == draft.people.count)
      #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 }, "seed \(seed)")
      #expect((compensatedSum(shares) - 1).magnitude <= 1e-12, "seed \(seed)")
    }
    #expect(answers >= 100)
  }

  @Test("does not depend on the order of people and tasks", arguments: ModelUnderTest.all)
  func orderIsIrrelevant(model: ModelUnderTest) throws {
    for seed in seeds {
      let draft = RecordDraft.random(seed)
      var generator = CounterGenerator(seed: seed, stream: 2)
      var names = Array(20..<20 + draft.people.count)
      generator.shuffle(&names)
      var renamed = draft.renamed { names[$0] }
      renamed.tasks.reverse()
      let before = try model.shares(draft)
      let after = try model.shares(renamed) { $0 < names.count ? names[$0] : $0 + 40 }
      #expect(before.isEmpty == after.isEmpty)
      guard !before.isEmpty else { continue }
      for (position, name) in renamed.order.enumerated() {
        let original = names.firstIndex(of: name) ?? -1
        #expect((after[position] - before[original]).magnitude <= model.tolerance, "seed \(seed)")
      }
    }
  }

  @Test("treats people alike whose records are alike", arguments: ModelUnderTest.all)
  func symmetry(model: ModelUnderTest) throws {
    // Company-wide effects differ by person on purpose: twins must have equal ones.
    let model =
      model.testDescription == "outcome"
      ? ModelUnderTest(testDescription: "", make: { _ in try OutcomeModel(effects: [1, 1, 0, 2, 0, 1, 3, 0]) }) : model
    for seed in seeds {
      let draft = RecordDraft.random(seed)
      let swap = [1, 0] + Array(2..<20)
      let mirror = draft.renamed { swap[$0] }
      var both = draft
      both.tasks += mirror.tasks
      both.acts += mirror.acts
      both.credit[0] = 1
      both.credit[1] = 1
      both.ratings = draft.ratings.map { rating in
        let other = mirror.ratings.first { $0.rater == rating.rater && $0.ratee == rating.ratee }
        return (rating.rater, rating.ratee, rating.points * (other?.points ?? 0))
      }
      let shares = try model.shares(both)
      guard !shares.isEmpty else { continue }
      #expect((shares[0] - shares[1]).magnitude <= model.tolerance, "seed \(seed)")
    }
  }

  @Test("gives a person without any record 0, or says that it does not", arguments: ModelUnderTest.all)
  func nullPlayer(model: ModelUnderTest) throws {
    var positive = 0
    for seed in seeds {
      var draft = RecordDraft.random(seed)
      let before = try model.make({ $0 }).estimate(draft.records)
      guard before.isAnswer, !before.diagnostics.contains(.noEvidence) else { continue }
      draft.people.append(15)
      draft.credit.append(0)
      let shares = try model.shares(draft)
      guard let last = shares.last else { continue }
      if model.nullPlayerGetsNothing {
        #expect(last == 0, "seed \(seed)")
        for (left, right) in zip(shares, before.shares) { #expect((left - right).magnitude <= model.tolerance) }
      } else if last > 0 {
        positive += 1
      }
    }
    #expect(model.nullPlayerGetsNothing == (positive == 0))
  }

  @Test("never lowers a share because its owner did more", arguments: ModelUnderTest.all)
  func monotone(model: ModelUnderTest) throws {
    for seed in seeds {
      let draft = RecordDraft.random(seed)
      let before = try model.shares(draft)
      guard !before.isEmpty, try !model.make({ $0 }).estimate(draft.records).diagnostics.contains(.noEvidence) else {
        continue
      }
      for person in draft.people.prefix(model.testDescription == "peer" ? 2 : 8) {
        var more = draft
        more.tasks.append(RecordDraft.Task(effort: 1.5, assignees: [(person, .owner, nil)]))
        // What colleagues say is weighed by its agreement with the records, so peers are held to ratings instead.
        if model.testDescription == "peer" {
          more = draft
          more.ratings = draft.ratings.map { ($0.rater, $0.ratee, $0.ratee == person ? $0.points * 1.05 : $0.points) }
        }
        let after = try model.shares(more)
        let loss = (before[person] - after[person]) / max(before[person], 1e-9)
        #expect(loss <= model.monotoneBound, "seed \(seed) person \(person) loss \(loss)")
      }
    }
  }

  @Test("does not depend on the unit of effort", arguments: ModelUnderTest.all)
  func unitScale(model: ModelUnderTest) throws {
    for seed in seeds {
      let draft = RecordDraft.random(seed)
      var scaled = draft
      for index in scaled.tasks.indices { scaled.tasks[index].effort *= 8 }
      scaled.acts = draft.acts.map { ($0.channel, $0.person, $0.channel == .unblocking ? $0.amount * 8 : $0.amount) }
      scaled.actUnit *= 8
      scaled.ratings = draft.ratings.map { ($0.rater, $0.ratee, $0.points * Double(1 + $0.rater)) }
      for (left, right) in zip(try model.shares(draft), try model.shares(scaled)) {
        #expect((left - right).magnitude <= model.tolerance, "seed \(seed)")
      }
    }
  }

  @Test("does not care whether a task is one or split in three", arguments: ModelUnderTest.all)
  func splitting(model: ModelUnderTest) throws {
    for seed in seeds {
      let draft = RecordDraft.random(seed)
      var split = draft
      split.tasks = draft.tasks.flatMap { task -> [RecordDraft.Task] in
        [0.5, 0.3, 0.2].map { part in
          var piece = task
          piece.effort *= part
          return piece
        }
      }
      for (left, right) in zip(try model.shares(draft), try model.shares(split)) {
        #expect((left - right).magnitude <= model.splitBound, "seed \(seed)")
      }
    }
  }

  @Test("gives one person everything and nobody nothing", arguments: ModelUnderTest.all)
  func onePerson(model: ModelUnderTest) throws {
    let alone = RecordDraft(people: [3], credit: [1], tasks: [.init(effort: 2, assignees: [(3, .owner, nil)])])
    let estimate = try model.make({ $0 }).estimate(alone.records)
    #expect(estimate.shares == [1] && estimate.diagnostics.contains(.onePerson))
    #expect(try model.shares(RecordDraft(people: [], credit: [])).isEmpty)
  }

  @Test("splits equally with a diagnostic where there is no evidence", arguments: ModelUnderTest.all)
  func noEvidence(model: ModelUnderTest) throws {
    let silent = RecordDraft(people: [0, 1, 2, 3], credit: [0, 0, 0, 0])
    let estimate = try model.make({ $0 }).estimate(silent.records)
    switch model.testDescription {
    case "equal": #expect(estimate.shares == [0.25, 0.25, 0.25, 0.25])
    case "peer": #expect(!estimate.isAnswer && estimate.diagnostics == [.tooFewRaters])
    case "outcome": #expect(estimate.isAnswer)
    default:
      #expect(estimate.shares == [0.25, 0.25, 0.25, 0.25] && estimate.diagnostics.contains(.noEvidence))
    }
  }

  @Test("refuses NaN, infinite and negative values", arguments: ModelUnderTest.all)
  func refusals(model: ModelUnderTest) throws {
    for bad in [Double.nan, .infinity, -1] {
      var records = RecordDraft.random(4, people: 5).records
      switch model.testDescription {
      case "equal", "outcome": continue
      case "declared": records.people.credit[1] = bad
      case "peer": records.ratings.points[1] = bad
      default: records.tasks.effort[0] = bad
      }
      let refused = records
      #expect(throws: AttributionError.self) { try model.make({ $0 }).estimate(refused) }
    }
    #expect(throws: AttributionError.self) { try OutcomeModel(effects: [.infinity]) }
  }
}
