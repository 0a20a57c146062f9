import Contribution
import Glibc
import Statistics

/// Usable ratings of one key result on the log scale, as flat columns by dense rater and ratee.
struct PeerTable {
  /// People of the key result; raters who do not take part have dense numbers from here on.
  let people: Int
  let raters: Int
  private(set) var rater: [Int] = []
  private(set) var ratee: [Int] = []
  /// ln points; 0 points count as a twentieth of the rater's mean, since "nothing" is an answer and its logarithm is not.
  private(set) var log: [Double] = []

  /// - Throws: `lengthMismatch`, `invalidIndex`, `invalidWeight`, `unorderedRecords`.
  init(_ records: KeyResultRecords) throws(AttributionError) {
    let ratings = records.ratings
    let count = ratings.count
    people = records.people.count
    guard ratings.ratee.count == count, ratings.points.count == count else {
      throw AttributionError(.lengthMismatch, "ratings")
    }
    var start = 0
    var strangers = 0
    var cursor = 0
    while start < count {
      let number = ratings.rater[start]
      var end = start
      while end < count && ratings.rater[end] == number { end += 1 }
      if end < count, ratings.rater[end] < number { throw AttributionError(.unorderedRecords, "ratings") }
      var points = CompensatedSum()
      for row in start..<end {
        guard (0..<people).contains(Int(ratings.ratee[row])) else {
          throw AttributionError(.invalidIndex, "ratings.ratee")
        }
        guard ratings.points[row] >= 0, ratings.points[row].isFinite else {
          throw AttributionError(.invalidWeight, "ratings.points")
        }
        if row > start, ratings.ratee[row] <= ratings.ratee[row - 1] {
          throw AttributionError(.unorderedRecords, "ratings")
        }
        points.add(ratings.points[row])
      }
      while cursor < people && records.people.number[cursor] < number { cursor += 1 }
      let isMember = cursor < people && records.people.number[cursor] == number
      let dense = isMember ? cursor : people + strangers
      if !isMember { strangers += 1 }
      let floor = points.value / Double(end - start) / 20
      if floor > 0 && floor.isFinite {
        for row in start..<end where Int(ratings.ratee[row]) != dense {
          rater.append(dense)
          ratee.append(Int(ratings.ratee[row]))
          log.append(Glibc.log(max(ratings.points[row], floor)))
        }
      }
      start = end
    }
    raters = people + strangers
  }

  /// Number of raters with at least two ratings: one rating alone says nothing, because leniency takes it up.
  var informativeRaters: Int {
    var counts = [Int](repeating: 0, count: raters)
    for row in rater { counts[row] += 1 }
    return counts.count { $0 >= 2 }
  }
}
