import Contribution
import Statistics
import Testing

@testable import Attribution

@Suite("Consensus model")
struct ConsensusModelTests {
  @Test("shares sum to 1, lie inside their intervals, and steps sum to the share within 1e-9", arguments: 1...20)
  func sums(seed: UInt64) throws {
    let town = SmallCompany(seed: seed, keyResults: 12)
    let model = try ConsensusModel(fit: town.fit(), seed: 7)
    for records in town.records {
      let result = try model.consensus(records, EvidenceUnits(records))
      let shares = result.estimate.shares
      #expect(abs(compensatedSum(shares) - 1) < 1e-12, "seed \(seed) \(records.keyResultID)")
      for (share, interval) in zip(shares, result.estimate.intervals) {
        #expect(0 <= interval.low && interval.low <= share && share <= interval.high && interval.high <= 1)
      }
      var totals = [Double](repeating: 0, count: shares.count)
      for row in 0..<result.steps.count { totals[Int(result.steps.person[row])] += result.steps.amount[row] }
      for (total, share) in zip(totals, shares) { #expect(abs(total - share) < 1e-9, "seed \(seed)") }
    }
  }

  @Test("the same input gives the same bytes, whatever else is scored and in whatever order the fit was merged")
  func bytes() throws {
    let town = SmallCompany(seed: 3, keyResults: 30)
    let forward = town.fit()
    var shards = [ConsensusSample](repeating: ConsensusSample(limit: 80), count: 3)
    var whole = ConsensusSample(limit: 80)
    for (place, records) in town.records.enumerated() {
      let units = try EvidenceUnits(records)
      shards[place % 3].add(records, units)
      whole.add(records, units)
    }
    var merged = shards[2]
    merged.merge(shards[0])
    merged.merge(shards[1])
    #expect(merged.fit() == whole.fit())
    let one = try ConsensusModel(fit: forward, seed: 11)
    let first = try town.records.map { try one.consensus($0, EvidenceUnits($0)) }
    let second = try town.records.reversed().map { try one.consensus($0, EvidenceUnits($0)) }
    #expect(first == Array(second.reversed()))
  }

  @Test("one person holds everything, and nothing recorded gives equal shares that are not judged")
  func trivial() throws {
    let model = try ConsensusModel(fit: .policy, seed: 1)
    let alone = try model.consensus(Self.empty(1), EvidenceUnits(Self.empty(1)))
    #expect(alone.estimate.shares == [1])
    #expect(alone.state == .notJudged(.onePerson))
    let silent = try model.consensus(Self.empty(4), EvidenceUnits(Self.empty(4)))
    for share in silent.estimate.shares { #expect(abs(share - 0.25) < 1e-12) }
    #expect(silent.state == .notJudged(.noEvidence))
    #expect(silent.estimate.diagnostics.contains(.noEvidence))
    #expect(try model.estimate(Self.empty(0)).isAnswer == false)
  }

  @Test("credit on record never moves a share or an interval")
  func creditStaysOut() throws {
    let town = SmallCompany(seed: 5, keyResults: 6)
    let model = try ConsensusModel(fit: town.fit(), seed: 2)
    for records in town.records {
      var other = records
      other.people.credit = records.people.credit.reversed()
      other.people.isAuthor = records.people.isAuthor.map { !$0 }
      #expect(try model.estimate(records) == model.estimate(other))
    }
  }

  @Test("more own evidence never lowers the own share", arguments: 1...10)
  func monotone(seed: UInt64) throws {
    let town = SmallCompany(seed: seed, keyResults: 4)
    let model = try ConsensusModel(fit: town.fit(), seed: 2)
    for records in town.records {
      let before = try model.estimate(records).shares
      var more = records
      more.acts.amount = zip(records.acts.amount, records.acts.person).map { $1 == 0 ? $0 * 1.5 : $0 }
      let after = try model.estimate(more).shares
      #expect(after[0] >= before[0] - 1e-6, "seed \(seed) \(records.keyResultID)")
    }
  }

  @Test("a human's spot check moves the two people towards what the human said")
  func spotCheck() throws {
    let town = SmallCompany(seed: 8, keyResults: 5)
    let model = try ConsensusModel(fit: town.fit(), seed: 2)
    for records in town.records {
      let before = try model.estimate(records).shares
      var checked = records
      checked.spotChecks.left = [0]
      checked.spotChecks.right = [1]
      checked.spotChecks.logRatio = [3]
      let after = try model.estimate(checked).shares
      #expect(after[0] / after[1] > before[0] / before[1])
    }
  }

  @Test("a fit that is not finite is refused")
  func badFit() {
    var fit = CompanyFit.policy
    fit.loading = .nan
    #expect(throws: AttributionError(.invalidParameter, "fit")) { try ConsensusModel(fit: fit, seed: 0) }
  }

  static func empty(_ people: Int) -> KeyResultRecords {
    KeyResultRecords(keyResultID: "k", people: KeyResultRecords.People(number: (0..<people).map { Int32($0) }))
  }
}
