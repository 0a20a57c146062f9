import Attribution
import Contribution
import Glibc
import Statistics
import Testing

/// A key result of people with known contributions: task evidence and ratings scatter about them.
private struct Rated {
  var draft: RecordDraft
  let truth: [Double]

  init(people: Int, seed: UInt64, evidenceNoise: Double, ratingNoise: Double) {
    var generator = CounterGenerator(seed: seed, stream: stableHash("rated"))
    let logs = (0..<people).map { _ in 0.8 * generator.normal() }
    truth = Composition.softmax(logs)
    draft = RecordDraft(people: Array(0..<people), credit: [Double](repeating: 1, count: people))
    for person in 0..<people {
      let amount = 40 * truth[person] * exp(evidenceNoise * generator.normal())
      for _ in 0..<8 { draft.tasks.append(.init(effort: amount / 8, assignees: [(person, .owner, nil)])) }
    }
    for rater in 0..<people {
      let leniency = exp(generator.normal())
      for ratee in 0..<people where ratee != rater {
        let noise = exp(ratingNoise * generator.normal())
        draft.ratings.append((rater, ratee, 100 * leniency * truth[ratee] * noise))
      }
    }
  }

  func shares(_ change: (inout [(rater: Int, ratee: Int, points: Double)]) -> Void = { _ in }) throws -> [Double] {
    var changed = draft
    change(&changed.ratings)
    return try PeerModel().estimate(changed.records).shares
  }

  /// Persons 0 and 1 give each other four times the points and everybody else a quarter.
  func collusion(_ ratings: inout [(rater: Int, ratee: Int, points: Double)]) {
    for index in ratings.indices where ratings[index].rater < 2 {
      ratings[index].points *= ratings[index].ratee < 2 ? 4 : 0.25
    }
  }
}

@Test("a pair in five that lifts each other gains at most 5 % where tasks are on record")
func collusionGainsLittle() throws {
  var gains = [Double]()
  for seed in 0..<200 as Range<UInt64> {
    let rated = Rated(people: 5, seed: seed, evidenceNoise: 0.3, ratingNoise: 0.2)
    let honest = try rated.shares()
    let attacked = try rated.shares(rated.collusion)
    gains.append((attacked[0] + attacked[1]) / (honest[0] + honest[1]) - 1)
  }
  let mean = compensatedSum(gains) / Double(gains.count)
  let high = quantile(0.9, of: gains) ?? .nan
  // The mean, because dropping two raters also changes the noise of one key result, up or down alike.
  #expect(mean <= 0.05, "mean \(mean), 90 % quantile \(high)")
  // With exact records and ratings nothing but the attack moves the share.
  for seed in 0..<20 as Range<UInt64> {
    let exact = Rated(people: 5, seed: seed, evidenceNoise: 0, ratingNoise: 0)
    let honest = try exact.shares()
    let attacked = try exact.shares(exact.collusion)
    let gain = (attacked[0] + attacked[1]) / (honest[0] + honest[1]) - 1
    #expect(gain <= 0.05, "seed \(seed): \(gain)")
  }
}

@Test("a rater who stays silent gains nothing", arguments: [4, 6, 9])
func silenceGainsNothing(people: Int) throws {
  for seed in 0..<12 as Range<UInt64> {
    let rated = Rated(people: people, seed: seed, evidenceNoise: 0.3, ratingNoise: 0.3)
    let before = try rated.shares()
    let after = try rated.shares { $0.removeAll { $0.rater == 1 } }
    // Exact up to rounding: own ratings are read nowhere in the own share.
    #expect((after[1] / before[1] - 1).magnitude <= 1e-9, "seed \(seed)")
  }
}

@Test("own ratings of others move the own share by at most 1 %", arguments: [4, 5, 8, 14])
func ownRatingsDoNotHelp(people: Int) throws {
  for seed in 0..<12 as Range<UInt64> {
    let rated = Rated(people: people, seed: seed, evidenceNoise: 0.3, ratingNoise: 0.3)
    let before = try rated.shares()
    let strongest = before.indices.filter { $0 != 0 }.max { before[$0] < before[$1] } ?? 1
    let after = try rated.shares { ratings in
      for index in ratings.indices where ratings[index].rater == 0 {
        ratings[index].points *= ratings[index].ratee == strongest ? 0.05 : 3
      }
    }
    #expect((after[0] / before[0] - 1).magnitude <= 0.01, "seed \(seed): \(after[0] / before[0] - 1)")
  }
}

@Test("fewer than three raters say nothing, and not answered is not zero")
func fewRaters() throws {
  let rated = Rated(people: 5, seed: 1, evidenceNoise: 0.3, ratingNoise: 0.2)
  #expect(try rated.shares { $0.removeAll { $0.rater > 1 } }.isEmpty)
  let whole = try rated.shares()
  let missing = try rated.shares { $0.removeAll { $0.rater == 3 && $0.ratee == 4 } }
  let zero = try rated.shares { ratings in
    for index in ratings.indices where ratings[index].rater == 3 && ratings[index].ratee == 4 {
      ratings[index].points = 0
    }
  }
  #expect((missing[4] / whole[4] - 1).magnitude < 0.25)
  #expect(zero[4] < whole[4])
}

@Test("peers come nearer to the truth than an equal split and than raw means of points")
func peersAreInformative() throws {
  var fitted = 0.0
  var equal = 0.0
  for seed in 0..<100 as Range<UInt64> {
    let rated = Rated(people: 6, seed: seed, evidenceNoise: 0.5, ratingNoise: 0.3)
    fitted += Composition.totalVariation(try rated.shares(), rated.truth) / 100
    equal += Composition.totalVariation([Double](repeating: 1.0 / 6, count: 6), rated.truth) / 100
  }
  #expect(fitted < 0.4 * equal, "\(fitted) against \(equal)")
}
