import Contribution
import Glibc
import Statistics

/// The ratings of one key result as log values with dense raters.
struct RatingTable {
  private(set) var rater: [Int] = []
  private(set) var ratee: [Int] = []
  private(set) var value: [Double] = []
  /// Index of the rating in the other direction, -1 where there is none.
  private(set) var mirror: [Int] = []
  private let ceiling: CeilingRatings
  let isRated: [Bool]
  let raters: Int

  var count: Int { rater.count }

  struct Fit {
    var leniency: [Double]
    var contribution: [Double]
    /// Ratings as they are read, their worth and their variance; empty where every rating is what it says.
    var value: [Double] = []
    var information: [Double] = []
    var variance: [Double] = []
  }

  /// Points become logarithms; 0 points count as 8 % of what the rater gives on average, so that the scale does not matter.
  ///
  /// - Returns: nil for fewer than 3 raters.
  /// - Complexity: O(ratings x log(people)).
  init?(_ ratings: KeyResultRecords.Ratings, people: [Int32], form: RatingForm) {
    var isRated = [Bool](repeating: false, count: people.count)
    var raterPerson: [Int] = []
    var atCeiling: [Bool] = []
    var start = 0
    var groups = 0
    while start < ratings.count {
      var end = start
      var sum = 0.0
      while end < ratings.count && ratings.rater[end] == ratings.rater[start] {
        sum += ratings.points[end]
        end += 1
      }
      if sum > 0 {
        let least = 0.08 * sum / Double(end - start)
        raterPerson.append(Self.position(of: ratings.rater[start], in: people))
        for index in start..<end {
          rater.append(groups)
          ratee.append(Int(ratings.ratee[index]))
          value.append(
            form.scale == .ranks
              ? Self.logShare(rank: ratings.points[index], of: end - start) : log(max(ratings.points[index], least)))
          atCeiling.append(form.ceiling.map { ratings.points[index] >= $0 } ?? false)
          isRated[Int(ratings.ratee[index])] = true
        }
        groups += 1
      }
      start = end
    }
    guard groups >= 3 else { return nil }
    raters = groups
    self.isRated = isRated
    ceiling = CeilingRatings(atCeiling)
    mirror = Array(repeating: -1, count: rater.count)
    // Ratings are ordered by rater, then ratee: the mirror is found by search within the ratee's own block.
    var firstOfPerson = [Int](repeating: -1, count: people.count)
    var endOfPerson = firstOfPerson
    for index in rater.indices {
      let person = raterPerson[rater[index]]
      guard person >= 0 else { continue }
      if firstOfPerson[person] < 0 { firstOfPerson[person] = index }
      endOfPerson[person] = index + 1
    }
    for index in rater.indices {
      let person = raterPerson[rater[index]]
      let other = ratee[index]
      guard person >= 0, firstOfPerson[other] >= 0 else { continue }
      var low = firstOfPerson[other]
      var high = endOfPerson[other]
      while low < high {
        let middle = (low + high) / 2
        if ratee[middle] < person { low = middle + 1 } else { high = middle }
      }
      if low < endOfPerson[other] && ratee[low] == person { mirror[index] = low }
    }
  }

  /// What a place from the bottom says on a log scale: between the place of a normal and that of the log of an exponential, since most
  /// contributions lie close together and some far below.
  private static func logShare(rank: Double, of count: Int) -> Double {
    let place = max(0.5, min(rank - 0.5, Double(count) - 0.5)) / Double(count)
    return 0.2 * normalQuantile(place) + 0.3 * log(-log1p(-place))
  }

  private static func position(of number: Int32, in people: [Int32]) -> Int {
    var low = 0
    var high = people.count
    while low < high {
      let middle = (low + high) / 2
      if people[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < people.count && people[low] == number ? low : -1
  }

  /// Leniency and contribution by alternating weighted means; contribution is centred over rated people in every pass.
  ///
  /// - Parameter scale: variance of one rating, by which ratings at a ceiling are read.
  func fit(
    _ weights: [Double], start: Fit?, evidence: PeerReading.Anchor?, scale: Double, passes: Int
  ) -> Fit {
    let people = isRated.count
    var fit =
      start ?? Fit(leniency: Array(repeating: 0, count: raters), contribution: Array(repeating: 0, count: people))
    var byRater = [Double](repeating: 0, count: raters)
    var byRatee = [Double](repeating: 0, count: people)
    for index in 0..<count {
      byRater[rater[index]] += weights[index]
      byRatee[ratee[index]] += weights[index]
    }
    let rated = Double(isRated.count { $0 })
    var sums = [Double](repeating: 0, count: max(raters, people))
    for _ in 0..<passes {
      if !ceiling.isEmpty { read(&fit, byRatee, scale) }
      let value = fit.value.isEmpty ? self.value : fit.value
      for place in 0..<raters { sums[place] = 0 }
      for index in 0..<count { sums[rater[index]] += weights[index] * (value[index] - fit.contribution[ratee[index]]) }
      for place in 0..<raters { fit.leniency[place] = byRater[place] > 0 ? sums[place] / byRater[place] : 0 }
      for place in 0..<people { sums[place] = 0 }
      for index in 0..<count { sums[ratee[index]] += weights[index] * (value[index] - fit.leniency[rater[index]]) }
      var level = 0.0
      for place in 0..<people {
        fit.contribution[place] = byRatee[place] > 0 ? sums[place] / byRatee[place] : 0
        if isRated[place] { level += fit.contribution[place] }
      }
      level /= rated
      for place in 0..<people where isRated[place] { fit.contribution[place] -= level }
      if let evidence { pull(&fit, towards: evidence, byRatee) }
    }
    return fit
  }

  /// Reads ratings at the ceiling by the fit so far.
  private func read(_ fit: inout Fit, _ byRatee: [Double], _ scale: Double) {
    if fit.value.isEmpty {
      fit.value = value
      fit.information = Array(repeating: 1, count: count)
      fit.variance = Array(repeating: 0, count: count)
    }
    for index in 0..<count where ceiling.isAtCeiling[index] {
      let known = byRatee[ratee[index]]
      let leaning = known / max(known + scale / CeilingRatings.spread, 1e-12)
      let reading = CeilingRatings.read(
        stated: value[index], expected: fit.leniency[rater[index]] + fit.contribution[ratee[index]] * leaning,
        scale: scale)
      fit.value[index] = reading.value
      fit.information[index] = reading.information
      fit.variance[index] = reading.variance
    }
  }

  private func pull(_ fit: inout Fit, towards anchor: PeerReading.Anchor, _ byRatee: [Double]) {
    var shift = 0.0
    var weight = 0.0
    for place in isRated.indices where isRated[place] {
      shift += (anchor.value[place] - fit.contribution[place]) * anchor.weight[place]
      weight += anchor.weight[place]
    }
    shift = weight > 0 ? shift / weight : 0
    for place in isRated.indices where isRated[place] {
      let own = byRatee[place]
      let other = anchor.weight[place]
      fit.contribution[place] =
        (own * fit.contribution[place] + other * (anchor.value[place] - shift)) / max(own + other, 1e-9)
    }
  }

  func residuals(_ fit: Fit) -> [Double] {
    let value = fit.value.isEmpty ? self.value : fit.value
    return (0..<count).map { value[$0] - fit.leniency[rater[$0]] - fit.contribution[ratee[$0]] }
  }

  /// Weight of every rating in (0, 1].
  func weights(_ fit: Fit, scale: Double) -> [Double] {
    let residuals = residuals(fit)
    var squares = [Double](repeating: 3 * scale, count: raters)
    var counts = [Double](repeating: 3, count: raters)
    for index in 0..<count {
      squares[rater[index]] += residuals[index] * residuals[index]
      counts[rater[index]] += 1
    }
    return (0..<count).map { index in
      let error = residuals[index]
      var weight = min(1, 4 * scale / max(error * error, 1e-12))
      weight *= min(1, 1.6 * scale * counts[rater[index]] / squares[rater[index]])
      if mirror[index] >= 0, error > 0, residuals[mirror[index]] > 0 {
        weight *= 4 / (4 + error * residuals[mirror[index]] / scale)
      }
      return weight
    }
  }
}
