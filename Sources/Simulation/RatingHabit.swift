import Glibc
import Statistics

/// How people of a drawn company rate each other.
public struct RatingHabit: Sendable, Equatable {
  /// What is written down of what a rater thinks.
  public enum Scale: String, Sendable {
    /// Whole points, as many as the rater likes.
    case points
    /// 1 to 5.
    case likert
    /// 1 to 10.
    case ten
    /// 0 to 100, cut off there.
    case percent
    /// 100 points to divide among all.
    case hundred
    /// The place from the bottom: last is 1.
    case ranking
  }

  public var scale = Scale.points
  /// What log ratings move when log contribution moves by 1.
  public var loading = 0.62
  /// Standard deviation of one rating's own error, on the log scale.
  public var noise = 0.33
  /// Standard deviation of what all raters get wrong alike about a person.
  public var halo = 0.0
  /// Part of what raters go by that is recorded work, whoever did the rest, [0, 1].
  public var visibility = 0.0
  /// Members who are asked to rate.
  public var raters = Int.max
  /// Ratings that a rater gives at most, on average.
  public var most = 1000.0

  public init() {}

  /// Contribution as raters see it.
  func seen(_ work: [Double], tasks: [SimulatedKeyResult.Task], _ random: inout CounterGenerator) -> [Double] {
    guard halo > 0 || visibility > 0 else { return work }
    var recorded = [Double](repeating: 0, count: work.count)
    for task in tasks { recorded[task.owner] += task.effort }
    let scale = compensatedSum(work) / max(compensatedSum(recorded), 1e-9)
    return work.indices.map { place in
      let bright = exp(
        (1 - visibility) * log(work[place] + 0.01) + visibility * log(recorded[place] * scale + 0.01))
      return bright * (halo > 0 ? exp(halo * random.normal()) : 1)
    }
  }

  /// Part of the ratings that is left out in a key result of so many people.
  func missing(_ people: Int) -> Double { max(0.1, 1 - most / Double(people)) }
}

extension RatingHabit.Scale {
  /// Turns free points of one rater, NaN where nothing was given, into this scale.
  func apply(to row: inout [Double]) {
    let given = row.indices.filter { !row[$0].isNaN }
    guard self != .points, !given.isEmpty else { return }
    let mean = given.reduce(0) { $0 + row[$1] } / Double(given.count)
    switch self {
    case .points: break
    case .likert: for place in given { row[place] = max(1, min(5, (3 + 2.2 * log(row[place] / mean)).rounded())) }
    case .ten: for place in given { row[place] = max(1, min(10, (6 * row[place] / mean).rounded())) }
    case .percent: for place in given { row[place] = max(0, min(100, (60 * row[place] / mean).rounded())) }
    case .hundred:
      let total = mean * Double(given.count)
      for place in given { row[place] = (100 * row[place] / total).rounded() }
    case .ranking:
      let order = given.sorted { row[$0] == row[$1] ? $0 < $1 : row[$0] < row[$1] }
      for (rank, place) in order.enumerated() { row[place] = Double(rank + 1) }
    }
  }
}
