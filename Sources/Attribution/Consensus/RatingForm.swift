import Contribution

/// How the raters of a company write down what they think, as far as reading it back depends on it.
struct RatingForm: Sendable, Equatable {
  var scale = RatingScale.free
  /// The most that can be given, where many ratings are cut off at it: such a rating says "this much or more".
  var ceiling: Double?

  /// Least part and number of ratings at the top from which it is a ceiling: a few would be chance.
  static let leastPart = 0.02
  static let leastCount = 20

  init(scale: RatingScale = .free, ceiling: Double? = nil) {
    self.scale = scale
    self.ceiling = ceiling
  }

  /// - Complexity: O(ratings log ratings).
  init(_ members: [ConsensusSample.Member]) {
    scale = RatingScale(members)
    guard scale != .ranks else { return }
    var top = Top()
    for member in members { for points in member.ratings.points { top.add(points) } }
    guard top.count >= Self.leastCount, Double(top.count) >= Self.leastPart * Double(top.total) else { return }
    // Of a few values the highest is the end by design; free points are cut off where they heap up.
    if scale == .coarse || top.count > top.below { ceiling = top.value }
  }

  /// The highest value, how often it occurs, and how often the one below it does.
  private struct Top {
    var value = -Double.infinity
    var count = 0
    var total = 0
    var below = 0
    private var next = -Double.infinity

    mutating func add(_ points: Double) {
      total += 1
      if points > value {
        (next, below) = (value, count)
        (value, count) = (points, 1)
      } else if points == value {
        count += 1
      } else if points > next {
        (next, below) = (points, 1)
      } else if points == next {
        below += 1
      }
    }
  }
}
