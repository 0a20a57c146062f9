import Contribution
import Glibc
import Statistics
import Testing

@testable import Attribution

@Suite("Consensus: calibration and robustness")
struct ConsensusCalibrationTests {
  @Test("90 % intervals cover 0.86 to 0.94 of true shares, with and without ratings", arguments: [0.7, 0.0])
  func coverage(rated: Double) throws {
    var covered = 0
    var people = 0
    for seed: UInt64 in 1...3 {
      let town = SmallCompany(seed: seed, keyResults: 120, rated: rated)
      let model = try ConsensusModel(fit: town.fit(), seed: seed)
      for (records, truth) in zip(town.records, town.truths) {
        for (share, interval) in zip(truth, try model.estimate(records).intervals) {
          covered += interval.low <= share && share <= interval.high ? 1 : 0
          people += 1
        }
      }
    }
    let rate = Double(covered) / Double(people)
    // About 2,300 people: 3 standard errors are 0.02; the rest is what a company may differ by.
    #expect(rate > 0.86 && rate < 0.96, "\(rate)")
  }

  @Test("the consensus is at least a quarter closer to the truth than evidence, and closer than equal shares")
  func accuracy() throws {
    let town = SmallCompany(seed: 4, keyResults: 150)
    let fit = town.fit()
    let model = try ConsensusModel(fit: fit, seed: 1)
    let evidence = try EvidenceModel(rates: fit.rates)
    var sums = (0.0, 0.0)
    for (records, truth) in zip(town.records, town.truths) {
      sums.0 += Composition.totalVariation(try model.estimate(records).shares, truth)
      sums.1 += Composition.totalVariation(try evidence.estimate(records).shares, truth)
    }
    #expect(sums.0 < 0.75 * sums.1, "\(sums)")
  }

  @Test("the fit finds the family that records half, and that peers compress")
  func learned() {
    let fit = SmallCompany(seed: 2, keyResults: 200).fit()
    #expect(fit.isCalibratedByPeople)
    #expect(fit.recordingBias.count == 3)
    #expect(abs(fit.recordingBias[1] - (fit.recordingBias[0] + fit.recordingBias[2]) / 2 + log(2)) < 0.2)
    #expect(fit.loading > 0.5 && fit.loading < 0.85, "\(fit.loading)")
    #expect(!CompanyFit.policy.isCalibratedByPeople)
  }

  @Test("two raters who lift each other four times gain at most 5 % of their share over a company", arguments: 1...4)
  func collusion(seed: UInt64) throws {
    let town = SmallCompany(seed: seed, keyResults: 100, rated: 1)
    let model = try ConsensusModel(fit: town.fit(), seed: 1)
    var sums = (0.0, 0.0)
    for records in town.records where records.people.count >= 5 {
      var forged = records
      let pair = (records.people.number[0], records.people.number[1])
      for row in 0..<forged.ratings.count {
        let rater = forged.ratings.rater[row]
        guard rater == pair.0 || rater == pair.1 else { continue }
        let isFriend = forged.ratings.ratee[row] == (rater == pair.0 ? 1 : 0)
        forged.ratings.points[row] *= isFriend ? 4 : 0.25
      }
      let before = try model.estimate(records).shares
      let after = try model.estimate(forged).shares
      sums.0 += before[0] + before[1]
      sums.1 += after[0] + after[1]
    }
    #expect(sums.1 / sums.0 - 1 < 0.05, "seed \(seed): \(sums.1 / sums.0 - 1)")
  }

  @Test("a rater's silence moves the rater's own share by less than 3 % over a company")
  func silence() throws {
    let town = SmallCompany(seed: 6, keyResults: 100, rated: 1)
    let model = try ConsensusModel(fit: town.fit(), seed: 1)
    var sums = (0.0, 0.0)
    for records in town.records where records.people.count >= 5 {
      var silent = records
      let keep = (0..<records.ratings.count).filter { records.ratings.rater[$0] != records.people.number[0] }
      silent.ratings.rater = keep.map { records.ratings.rater[$0] }
      silent.ratings.ratee = keep.map { records.ratings.ratee[$0] }
      silent.ratings.points = keep.map { records.ratings.points[$0] }
      sums.0 += try model.estimate(records).shares[0]
      sums.1 += try model.estimate(silent).shares[0]
    }
    #expect(abs(sums.1 / sums.0 - 1) < 0.03, "\(sums.1 / sums.0)")
  }

  @Test("the scale on which a rater rates does not matter")
  func ratingScale() throws {
    let town = SmallCompany(seed: 7, keyResults: 10, rated: 1)
    let model = try ConsensusModel(fit: town.fit(), seed: 1)
    for records in town.records {
      var scaled = records
      scaled.ratings.points = zip(records.ratings.points, records.ratings.rater).map { $0 * Double(1 + $1 % 5) }
      for (left, right) in zip(try model.estimate(records).shares, try model.estimate(scaled).shares) {
        #expect(abs(left - right) < 1e-6)
      }
    }
  }

  @Test("counterfactuals name the person's own records, the largest move first")
  func counterfactual() throws {
    let town = SmallCompany(seed: 3, keyResults: 5)
    let model = try ConsensusModel(fit: town.fit(), seed: 1)
    for records in town.records {
      let units = try EvidenceUnits(records)
      let share = try model.estimate(records).shares[1]
      let found = try model.counterfactuals(records, units, person: 1)
      #expect(found.count <= 3)
      #expect(found.allSatisfy { $0.act.person == 1 && $0.shareWithout <= share + 1e-9 })
      let moves = found.map { share - $0.shareWithout }
      #expect(zip(moves, moves.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 })
      // The same as scoring the key result without the record itself.
      for item in found {
        var without = records
        let row = try #require(
          (0..<records.acts.count).first {
            records.acts.channel[$0] == item.act.channel && records.acts.person[$0] == 1
              && records.acts.source[$0] == item.act.source
          })
        without.acts.channel.remove(at: row)
        without.acts.person.remove(at: row)
        without.acts.amount.remove(at: row)
        without.acts.table.remove(at: row)
        without.acts.source.remove(at: row)
        #expect(abs(try model.estimate(without).shares[1] - item.shareWithout) < 1e-9)
      }
    }
    #expect(throws: AttributionError(.invalidIndex, "person")) {
      try model.counterfactuals(town.records[0], EvidenceUnits(town.records[0]), person: 99)
    }
  }
}
