import Contribution
import Glibc
import Statistics
import Testing

@testable import Attribution

@Suite("Ratings at the ceiling of the scale")
struct CeilingRatingsTests {
  @Test("a rating known only from below is read as the mean of what lies above, and is worth less than a known one")
  func reading() {
    var random = CounterGenerator(seed: 3, stream: 0)
    for (stated, expected, scale) in [(0.0, 0.0, 1.0), (0.5, 0.2, 0.09), (-0.4, 0.3, 0.16)] {
      var (sum, squares, count) = (0.0, 0.0, 0.0)
      for _ in 0..<400_000 {
        let value = expected + scale.squareRoot() * random.normal()
        guard value > stated else { continue }
        sum += value
        squares += value * value
        count += 1
      }
      let reading = CeilingRatings.read(stated: stated, expected: expected, scale: scale)
      let mean = sum / count
      #expect(abs(reading.value - mean) < 0.005)
      #expect(abs(reading.variance - (squares / count - mean * mean)) < 0.005)
      #expect(reading.information > 0 && reading.information < 1)
      // What truncation takes from the variance is what the rating tells (Louis 1982).
      #expect(abs(reading.information - (1 - reading.variance / scale)) < 1e-9)
    }
  }

  @Test("far from the ceiling on either side every reading stays finite", arguments: [-40.0, -8, 0, 8, 40])
  func extremes(gap: Double) {
    let reading = CeilingRatings.read(stated: 4, expected: 4 + gap, scale: 0.1)
    #expect(reading.value.isFinite && reading.information > 0 && reading.information <= 1)
    #expect(reading.variance.isFinite && reading.variance >= 0)
  }

  @Test("a ceiling is seen where free points heap up at the top, and nowhere else")
  func detection() {
    let town = SmallCompany(seed: 5, keyResults: 80, rated: 1)
    #expect(town.fit().ratingCeiling == nil)
    let most = top(town, part: 0.1)
    #expect(cut(town, at: most).fit().ratingCeiling == most)
    #expect(cut(town, at: top(town, part: 0.005)).fit().ratingCeiling == nil)
  }

  @Test("with a tenth of the ratings cut off, shares lose little and stay closer than without reading the ceiling")
  func accuracy() throws {
    var (free, read, blind) = (0.0, 0.0, 0.0)
    for seed: UInt64 in 1...3 {
      let town = SmallCompany(seed: seed, keyResults: 80, rated: 1)
      let short = cut(town, at: top(town, part: 0.15))
      let fit = short.fit()
      #expect(fit.ratingCeiling != nil)
      var ignoring = fit
      ignoring.ratingCeiling = nil
      free += try error(town, town.fit())
      read += try error(short, fit)
      blind += try error(short, ignoring)
    }
    #expect(read < blind, "\(read) \(blind)")
    #expect(read - free < 0.7 * (blind - free), "\(free) \(read) \(blind)")
  }

  /// The points that this part of all ratings reaches.
  private func top(_ town: SmallCompany, part: Double) -> Double {
    let points = town.records.flatMap(\.ratings.points).sorted()
    return points[Int(Double(points.count) * (1 - part))]
  }

  private func cut(_ town: SmallCompany, at most: Double) -> SmallCompany {
    var town = town
    for index in town.records.indices {
      town.records[index].ratings.points = town.records[index].ratings.points.map { min($0, most) }
    }
    return town
  }

  private func error(_ town: SmallCompany, _ fit: CompanyFit) throws -> Double {
    let model = try ConsensusModel(fit: fit, seed: 1)
    return try zip(town.records, town.truths).reduce(0) {
      $0 + Composition.totalVariation(try model.estimate($1.0).shares, $1.1)
    }
  }
}
