import Contribution
import Glibc
import Statistics

@testable import Attribution

/// A few key results with known shares for unit tests: Poisson acts, log-normal ratings, one family that records half.
struct SmallCompany {
  var records: [KeyResultRecords] = []
  var truths: [[Double]] = []

  init(seed: UInt64, keyResults: Int, rated: Double = 0.7, density: Double = 14) {
    for index in 0..<keyResults {
      var random = CounterGenerator(seed: seed, stream: UInt64(index))
      let count = 3 + random.index(below: 8)
      var records = KeyResultRecords(
        keyResultID: "kr\(index)",
        people: KeyResultRecords.People(
          number: (0..<count).map { Int32($0 * 3 + index) }, family: (0..<count).map { Int16(($0 + index) % 3) }))
      let work = (0..<count).map { _ in random.gamma(shape: 2.5) / 2.5 + 0.02 }
      let total = compensatedSum(work)
      truths.append(work.map { $0 / total })
      for channel in [Channel.authored, .review] {
        for person in 0..<count {
          let bias = records.people.family[person] == 1 ? 0.5 : 1.0
          var left = density * work[person] * bias * (channel == .authored ? 0.75 : 0.4)
          left -= random.exponential()
          while left > 0 {
            records.acts.channel.append(channel)
            records.acts.person.append(Int32(person))
            records.acts.amount.append(0.5 + random.exponential())
            records.acts.table.append(channel == .authored ? .taskAssignees : .reviews)
            records.acts.source.append(Int32(records.acts.count))
            left -= random.exponential()
          }
        }
      }
      if random.uniform() < rated {
        for rater in 0..<count {
          let leniency = 0.3 * random.normal()
          for ratee in 0..<count where ratee != rater {
            records.ratings.rater.append(records.people.number[rater])
            records.ratings.ratee.append(Int32(ratee))
            records.ratings.points.append(
              10 * exp(leniency + 0.65 * log(work[ratee]) + 0.3 * random.normal()))
          }
        }
      }
      self.records.append(records)
    }
  }

  func fit() -> CompanyFit {
    var sample = ConsensusSample()
    for records in records {
      guard let units = try? EvidenceUnits(records) else { continue }
      sample.add(records, units)
    }
    return sample.fit()
  }

}
