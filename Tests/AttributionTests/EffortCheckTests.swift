import Contribution
import Glibc
import Statistics
import Testing

@testable import Attribution

@Suite("Stated efforts against the number of tasks")
struct EffortCheckTests {
  private let check = EffortCheck(withinVariance: 0.4, betweenVariance: 0.02)

  /// Five people with eight tasks each of efforts near 3, and person 0's as given.
  private func records(_ own: [Double], imputed: Int = 0) -> KeyResultRecords {
    var records = KeyResultRecords(keyResultID: "kr", people: KeyResultRecords.People(number: [0, 1, 2, 3, 4]))
    func add(_ person: Int32, _ effort: Double, isImputed: Bool = false) {
      records.assignments.task.append(Int32(records.tasks.count))
      records.assignments.person.append(person)
      records.assignments.role.append(.owner)
      records.assignments.effortShare.append(KeyResultRecords.Assignments.missing)
      records.tasks.effort.append(effort)
      records.tasks.isImputed.append(isImputed)
      records.tasks.outcome.append(.delivered)
      records.tasks.completedAt.append(.min)
      records.tasks.source.append(Int32(records.tasks.count - 1))
    }
    for effort in own { add(0, effort) }
    for _ in 0..<imputed { add(0, 3, isImputed: true) }
    for person in Int32(1)...4 { for task in 0..<8 { add(person, 2.2 + 0.2 * Double(task) + 0.1 * Double(person)) } }
    return records
  }

  private let honest = (0..<8).map { 2.3 + 0.2 * Double($0) }

  private func moves(_ records: KeyResultRecords) throws -> [Double] {
    check.moves(StatedEfforts(try EvidenceUnits(records)))
  }

  private func share(_ records: KeyResultRecords) throws -> Double {
    var fit = CompanyFit.policy
    (fit.effortVariance, fit.effortSpread) = (check.withinVariance, check.betweenVariance)
    return try ConsensusModel(fit: fit, seed: 1).estimate(records).shares[0]
  }

  @Test("usual efforts are left alone; doubled ones lose more than half of what was added, and nobody else anything")
  func doubled() throws {
    #expect(try moves(records(honest)).isEmpty)
    let found = try moves(records(honest.map { 2 * $0 }))
    #expect(found[0] < -0.5 * log(2) && found[0] > -log(2))
    #expect(found.dropFirst().allSatisfy { $0 == 0 })
  }

  @Test("cutting tasks into pieces gains nothing, and takes nothing from others")
  func split() throws {
    let pieces = honest.flatMap { Array(repeating: $0 / 5, count: 5) }
    #expect(try moves(records(pieces)).isEmpty)
    // An act without a stated effort would count five times after the cut.
    let before = try share(records(honest, imputed: 1))
    let after = try share(records(pieces, imputed: 5))
    #expect(after / before < 1.06, "\(after / before)")
    var blind = CompanyFit.policy
    blind.checksEfforts = false
    let unchecked = try ConsensusModel(fit: blind, seed: 1)
    let gain =
      try unchecked.estimate(records(pieces, imputed: 5)).shares[0]
      / unchecked.estimate(records(honest, imputed: 1)).shares[0]
    #expect(gain > after / before + 0.02, "\(gain)")
  }

  @Test("more own work never lowers the own share, also where efforts are taken down")
  func monotone() throws {
    var last = 0.0
    for factor in [0.5, 1, 1.5, 2, 3, 6, 20] {
      let share = try share(records(honest.map { factor * $0 }))
      #expect(share > last - 1e-12, "\(factor)")
      last = share
    }
    let large = honest.map { 3 * $0 }
    #expect(try share(records(large + [0.1])) >= share(records(large)) - 1e-12)
    #expect(try share(records(large + [30])) >= share(records(large)) - 1e-12)
    #expect(try share(records(large, imputed: 1)) >= share(records(large)) - 1e-12)
  }

  @Test("what is taken off is a step of its own, and steps sum to the share")
  func steps() throws {
    let records = records(honest.map { 3 * $0 })
    var fit = CompanyFit.policy
    (fit.effortVariance, fit.effortSpread) = (check.withinVariance, check.betweenVariance)
    let result = try ConsensusModel(fit: fit, seed: 1).consensus(records, EvidenceUnits(records))
    var sums = [Double](repeating: 0, count: 5)
    for row in 0..<result.steps.count { sums[Int(result.steps.person[row])] += result.steps.amount[row] }
    for person in 0..<5 { #expect(abs(sums[person] - result.estimate.shares[person]) < 1e-9) }
    let own = (0..<result.steps.count).filter { result.steps.person[$0] == 0 && result.steps.step[$0] == .effortCheck }
    #expect(own.count == 1)
    #expect(result.steps.amount[own[0]] < -0.02)
  }

  @Test("a share without one act is that of records without it, whether its effort was stated or not")
  func withoutOneAct() throws {
    let efforts = honest.map { 2 * $0 }
    let whole = records(efforts, imputed: 2)
    var fit = CompanyFit.policy
    (fit.effortVariance, fit.effortSpread) = (check.withinVariance, check.betweenVariance)
    let found = try ConsensusModel(fit: fit, seed: 1)
      .counterfactuals(whole, EvidenceUnits(whole), person: 0, limit: 10)
    #expect(found.count == 10)
    for one in found {
      let task = Int(one.act.source)
      var rest = efforts
      if task < efforts.count { rest.remove(at: task) }
      let expected = try share(records(rest, imputed: task < efforts.count ? 2 : 1))
      #expect(abs(one.shareWithout - expected) < 1e-9, "\(task)")
    }
  }

  @Test("both variances are learned from the company: wide honest differences leave doubled efforts alone")
  func learned() throws {
    func games(_ spread: Double) throws -> [StatedEfforts] {
      try (0..<40).map { game in
        var random = CounterGenerator(seed: 4, stream: UInt64(game))
        var records = records(honest)
        var usual = (0..<5).map { _ in exp(spread * random.normal()) }
        usual[0] = 1
        for row in 0..<records.assignments.count {
          records.tasks.effort[row] = 3 * usual[Int(records.assignments.person[row])] * exp(0.5 * random.normal())
        }
        return StatedEfforts(try EvidenceUnits(records))
      }
    }
    let even = EffortCheck(try games(0))
    let uneven = EffortCheck(try games(0.9))
    #expect(even.withinVariance > 0.2 && even.withinVariance < 0.4)
    #expect(even.betweenVariance < 0.05)
    #expect(uneven.betweenVariance > 0.4)
    let doubled = StatedEfforts(try EvidenceUnits(records(honest.map { 2 * $0 })))
    #expect(try #require(even.moves(doubled).first) < -0.3)
    #expect((uneven.moves(doubled).first ?? 0) > -0.15)
  }
}
