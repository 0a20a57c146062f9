import Contribution
import Glibc
import Statistics
import Testing

@testable import Attribution

@Suite("Spot checks teach exchange rates and recording bias")
struct SpotCheckCalibrationTests {
  /// Key results of which people know the truth: a unit of review was worth `worth` units of authored work; family 1 records `kept`.
  private func fit(worth: Double, kept: Double = 1, checks: Int, choices: FitChoices = FitChoices()) throws
    -> CompanyFit
  {
    var sample = ConsensusSample()
    for index in 0..<checks {
      var random = CounterGenerator(seed: 11, stream: UInt64(index))
      var records = KeyResultRecords(
        keyResultID: "kr\(index)",
        people: KeyResultRecords.People(number: [0, 1, 2], family: [0, Int16(index % 2), 1]))
      var truth = [Double](repeating: 0, count: 3)
      for (channel, rate) in [(Channel.authored, 1.0), (.review, worth)] {
        for person in 0..<3 {
          let count = 2 + random.index(below: 30)
          let recorded = records.people.family[person] == 1 ? kept : 1
          for _ in 0..<count {
            records.acts.channel.append(channel)
            records.acts.person.append(Int32(person))
            records.acts.amount.append(recorded)
            records.acts.table.append(.tasks)
            records.acts.source.append(Int32(records.acts.count))
          }
          truth[person] += rate * Double(count)
        }
      }
      records.spotChecks.left = [0]
      records.spotChecks.right = [index % 2 == 0 ? 2 : 1]
      let right = Int(records.spotChecks.right[0])
      records.spotChecks.logRatio = [log(truth[0] / truth[right]) + 0.3 * random.normal()]
      sample.add(records, try EvidenceUnits(records))
    }
    return sample.fit(choices: choices)
  }

  private let review = Channel.review.index

  @Test(
    "checks that contradict policy move the rate towards what people see, the more the more there are",
    arguments: [2, 0.1])
  func direction(worth: Double) throws {
    let policy = ExchangeRates.policy.rates[review]
    let (few, many) = (try fit(worth: worth, checks: 12), try fit(worth: worth, checks: 200))
    let target = log(worth / policy)
    let (some, most) = (log(few.rates.rates[review] / policy), log(many.rates.rates[review] / policy))
    #expect(some * target > 0 && most * target > 0)
    #expect(abs(most - target) < abs(some - target))
    // The uncertainty is known, shrinks with checks, and holds the truth within two and a half of it.
    #expect(few.rateError[review] > many.rateError[review] && many.rateError[review] > 0)
    #expect(few.rateError[review] < SpotCheckCalibration.policyError)
    #expect(abs(most - target) < 2.5 * many.rateError[review], "\(most) \(target) \(many.rateError[review])")
    #expect(many.spotChecks == 200)
    // Channels that no check tells anything about stay policy.
    #expect(many.rates[.thanks] == ExchangeRates.policy[.thanks] && many.rateError[Channel.thanks.index] == 0)
  }

  @Test("checks that agree with policy leave the rate near it")
  func agreement() throws {
    let fit = try fit(worth: 0.5, checks: 100)
    #expect(abs(log(fit.rates.rates[review] / 0.5)) < 2.5 * fit.rateError[review])
  }

  @Test("a family that records half is found without any rating")
  func bias() throws {
    let fit = try fit(worth: 0.5, kept: 0.5, checks: 200)
    #expect(fit.recordingBias.count == 2)
    #expect(abs(fit.recordingBias[0] - fit.recordingBias[1] - log(2)) < 0.25, "\(fit.recordingBias)")
    #expect(fit.recordingBiasError.allSatisfy { $0 > 0 && $0 < SpotCheckCalibration.biasError })
  }

  @Test("where rates may not be learned, checks move none")
  func forbidden() throws {
    var choices = FitChoices()
    choices.learnsRates = false
    choices.learnsBias = false
    let fit = try fit(worth: 2, checks: 50, choices: choices)
    #expect(fit.rates == .policy && fit.recordingBias.isEmpty)
  }

  @Test("a check about somebody without records teaches no rate")
  func noRecords() throws {
    var records = KeyResultRecords(keyResultID: "k", people: KeyResultRecords.People(number: [0, 1]))
    records.spotChecks.left = [0]
    records.spotChecks.right = [1]
    records.spotChecks.logRatio = [1]
    var sample = ConsensusSample()
    sample.add(records, try EvidenceUnits(records))
    #expect(sample.fit().spotChecks == 0 && sample.fit().rates == .policy)
  }
}
