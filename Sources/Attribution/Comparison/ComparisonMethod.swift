public import Contribution

/// Methods that others use, applied to one key result as they are published: what Fairshare is held against.
///
/// They are no share models of a run. Equal split and CredRank are: `EqualModel`, `NetworkModel`. The raw value is the name in tables.
public enum ComparisonMethod: String, CaseIterable, Sendable {
  /// Finished tasks, each divided equally among its assignees.
  case taskCount = "task_count"
  /// OpenRank on people and finished tasks.
  case openRank = "openrank"
  /// WebPA without own marks.
  case webPA = "webpa"
  /// Perceived contributions of TEAMMATES.
  case teammates
  /// CATME adjustment factors with their cap of 1.05.
  case catme

  /// Most people and tasks together that OpenRank solves for: its system is dense.
  static let largestNetwork = 600

  /// Shares of the people in the order of the records; nil where the method has nothing to go by.
  ///
  /// People about whom the ratings say nothing hold an average share, as each method reads a missing answer.
  /// - Throws: `AttributionError` as `KeyResultRecords.check()`, and for ratings that are not finite and >= 0.
  /// - Complexity: O(records); OpenRank O((people + tasks)^3) up to 600 of them.
  public func shares(_ records: KeyResultRecords) throws(AttributionError) -> [Double]? {
    try records.check()
    guard records.people.count >= 2 else { return nil }
    let weights: [Double?]
    switch self {
    case .taskCount: weights = Self.taskCounts(records)
    case .openRank:
      guard let values = try Self.openRanks(records) else { return nil }
      weights = values
    case .webPA:
      guard let scores = try WebPA(marks: RatingSquare(records).marks)?.scores else { return nil }
      weights = scores
    case .teammates: weights = try Teammates.perceived(claims: RatingSquare(records).claims)
    case .catme: weights = try RatingFactors.catme(ratings: RatingSquare(records).claims)
    }
    return Self.shares(Array(weights.prefix(records.people.count)))
  }

  private static func shares(_ weights: [Double?]) -> [Double]? {
    let known = weights.compactMap(\.self)
    let total = known.reduce(0, +)
    guard total > 0 else { return nil }
    let mean = total / Double(known.count)
    return weights.map { ($0 ?? mean) / (mean * Double(weights.count)) }
  }

  private static func taskCounts(_ records: KeyResultRecords) -> [Double] {
    let tasks = records.tasks
    let assignments = records.assignments
    func divides(_ row: Int) -> Bool {
      tasks.outcome[Int(assignments.task[row])].counts && assignments.role[row].dividesEffort
    }
    var assignees = [Double](repeating: 0, count: tasks.count)
    for row in 0..<assignments.count where divides(row) { assignees[Int(assignments.task[row])] += 1 }
    var counts = [Double](repeating: 0, count: records.people.count)
    for row in 0..<assignments.count where divides(row) {
      counts[Int(assignments.person[row])] += 1 / assignees[Int(assignments.task[row])]
    }
    return counts
  }

  /// Every person and task starts with 1; activity is a part in a task or the worth of its review.
  private static func openRanks(_ records: KeyResultRecords) throws(AttributionError) -> [Double]? {
    var activity: [(Int, Int, Double)] = []
    var nodes = records.people.count
    TaskWalk(records, try ReviewDepth(tau: 4, instant: 60)).visitAll { party in
      for (author, part) in zip(party.authors, party.parts) where part > 0 {
        activity.append((Int(author), nodes, part))
      }
      for (supporter, value) in zip(party.supporters, party.detection) {
        activity.append((Int(supporter), nodes, value))
      }
      nodes += 1
    }
    guard !activity.isEmpty, nodes <= largestNetwork else { return nil }
    return try OpenRank(activity: activity, initial: [Double](repeating: 1, count: nodes + 1)).values
  }
}

/// Ratings as a square of raters and ratees: people of the key result first, raters who take no part after them.
struct RatingSquare {
  /// A row a rater; nil where nothing was said, and for the own share.
  private(set) var claims: [[Double?]]

  init(_ records: KeyResultRecords) throws(AttributionError) {
    let ratings = records.ratings
    let people = records.people.number
    let strangers = Set(ratings.rater).subtracting(people).sorted()
    var places: [Int32: Int] = [:]
    for (place, number) in (people + strangers).enumerated() { places[number] = place }
    let size = people.count + strangers.count
    claims = Array(repeating: Array(repeating: nil, count: size), count: size)
    for row in 0..<ratings.count {
      guard let rater = places[ratings.rater[row]], people.indices.contains(Int(ratings.ratee[row])) else {
        throw AttributionError(.invalidIndex, "ratings")
      }
      if rater != Int(ratings.ratee[row]) { claims[rater][Int(ratings.ratee[row])] = ratings.points[row] }
    }
  }

  /// The same as WebPA reads it: nil for who rated nobody, 0 for who was left out.
  var marks: [[Double]?] {
    claims.map { row in row.allSatisfy { $0 == nil } ? nil : row.map { $0 ?? 0 } }
  }
}
