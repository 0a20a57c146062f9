import Contribution

/// How finely the raters of a company write down what they think.
///
/// On a coarse scale all raters fail alike at its ends and between its steps, and no number of raters cures it.
public enum RatingScale: Sendable, Equatable {
  /// Points as each rater likes.
  case free
  /// A few whole points, 1 to 5 or 1 to 10.
  case coarse
  /// Every rater gives 1, 2, 3 ... once each.
  case ranks

  /// Most values in use on a coarse scale: 0 to 10.
  static let most = 11

  /// - Complexity: O(ratings log ratings).
  init(_ members: [ConsensusSample.Member]) {
    var values = Set<Double>()
    var (raters, rankers, given) = (0, 0, 0)
    for member in members {
      let ratings = member.ratings
      var start = 0
      while start < ratings.count {
        var end = start
        while end < ratings.count && ratings.rater[end] == ratings.rater[start] { end += 1 }
        let row = ratings.points[start..<end].sorted()
        if row.count >= 3 {
          raters += 1
          rankers += row.enumerated().allSatisfy { $0.element == Double($0.offset + 1) } ? 1 : 0
        }
        given += row.count
        if values.count <= Self.most { values.formUnion(row) }
        start = end
      }
    }
    if rankers > 0, 5 * rankers >= 4 * raters {
      self = .ranks
    } else {
      // Few ratings hold few values on any scale.
      self = values.count <= Self.most && given >= 10 * max(1, values.count) ? .coarse : .free
    }
  }

  /// What all raters get wrong alike about a person, in units of log contribution squared.
  ///
  /// Nothing in records and ratings tells it: set where simulated intervals hold.
  var sharedError: Double {
    switch self {
    case .free: 0.006
    case .coarse: 0.03
    case .ranks: 0.04
    }
  }

  /// Least dispersion of records that is believed.
  ///
  /// Records more regular than chance allows are a sign that raters looked at them, sooner where they chose among few values.
  var leastDispersion: Double { self == .free ? 0.15 : 0.5 }
}
