import Statistics

/// The approvals of one group with its people numbered densely, so that pairs are counted in a table instead of by hashing.
struct ReviewGroup {
  /// Author of each approval, as a local number.
  let authors: [Int32]
  private let reviewers: [Int32]
  /// Company-wide number of each local one, ascending.
  private let people: [Int32]
  /// Approvals given and received by local number: a shuffle of authors changes neither.
  private let given: [Int32]
  private let received: [Int32]

  /// - Complexity: O(n log n).
  init(_ approvals: ArraySlice<ReviewRing.Approval>) {
    var people: [Int32] = []
    for person in (approvals.map(\.reviewer) + approvals.map(\.author)).sorted() where people.last != person {
      people.append(person)
    }
    func local(_ person: Int32) -> Int32 {
      var (low, high) = (0, people.count)
      while low < high {
        let middle = (low + high) / 2
        if people[middle] < person { low = middle + 1 } else { high = middle }
      }
      return Int32(low)
    }
    reviewers = approvals.map { local($0.reviewer) }
    authors = approvals.map { local($0.author) }
    var given = [Int32](repeating: 0, count: people.count)
    var received = given
    for (reviewer, author) in zip(reviewers, authors) {
      given[Int(reviewer)] += 1
      received[Int(author)] += 1
    }
    self.people = people
    self.given = given
    self.received = received
  }

  /// Pairs with at least `ReviewRing.least` approvals each way, and how far that is above its expectation; by numbers of people, in
  /// any order.
  ///
  /// - Complexity: O(n).
  func pairs(_ authors: [Int32], _ table: inout PairTable) -> [(low: Int32, high: Int32, value: Double)] {
    guard reviewers.count >= 2 * ReviewRing.least else { return [] }
    guard people.count <= PairTable.mostPeople else { return sortedPairs(authors) }
    var result: [(low: Int32, high: Int32, value: Double)] = []
    table.count(reviewers, authors, people: people.count) { low, high, mutual in
      if let pair = pair(low, high, mutual: mutual) { result.append(pair) }
    }
    return result
  }

  /// The same for a group with too many people for a table of all pairs: by sorting.
  ///
  /// - Complexity: O(n log n).
  func sortedPairs(_ authors: [Int32]) -> [(low: Int32, high: Int32, value: Double)] {
    var keys: [UInt64] = []
    keys.reserveCapacity(reviewers.count)
    for (reviewer, author) in zip(reviewers, authors) where reviewer != author {
      // Low person, high person, direction: both directions of a pair lie side by side.
      let (low, high) = reviewer < author ? (reviewer, author) : (author, reviewer)
      keys.append(UInt64(UInt32(low)) << 32 | UInt64(UInt32(high)) << 1 | (reviewer < author ? 0 : 1))
    }
    keys.sort()
    var result: [(low: Int32, high: Int32, value: Double)] = []
    var at = 0
    while at < keys.count {
      var counts = (up: 0, down: 0)
      let both = keys[at] >> 1
      while at < keys.count, keys[at] >> 1 == both {
        if keys[at] & 1 == 0 { counts.up += 1 } else { counts.down += 1 }
        at += 1
      }
      if let pair = pair(Int(both >> 31), Int(both & 0x7FFF_FFFF), mutual: min(counts.up, counts.down)) {
        result.append(pair)
      }
    }
    return result
  }

  private func pair(_ low: Int, _ high: Int, mutual: Int) -> (low: Int32, high: Int32, value: Double)? {
    guard mutual >= ReviewRing.least else { return nil }
    let mean = min(expected(low, high), expected(high, low))
    return (people[low], people[high], (Double(mutual) - mean) / (mean + 1).squareRoot())
  }

  private func expected(_ from: Int, _ to: Int) -> Double {
    Double(given[from]) * Double(received[to]) / Double(max(1, reviewers.count))
  }

  /// Fisher and Yates.
  static func shuffle(_ authors: inout [Int32], _ generator: inout CounterGenerator) {
    var last = authors.count - 1
    while last > 0 {
      authors.swapAt(last, generator.index(below: last + 1))
      last -= 1
    }
  }
}

/// How often each of a group's people approved each other's work, counted in a table of all pairs that is used again and again.
struct PairTable {
  /// All 0 between two counts.
  private var counts: [Int32] = []

  /// A table for more people than this would no longer stay in the processor's caches.
  static let mostPeople = 1024

  /// - Parameter visit: is given each pair of two once, the lower number first, and the smaller of its two counts.
  mutating func count(_ reviewers: [Int32], _ authors: [Int32], people: Int, _ visit: (Int, Int, Int) -> Void) {
    if counts.count < people * people { counts = Array(repeating: 0, count: people * people) }
    for (reviewer, author) in zip(reviewers, authors) where reviewer != author {
      counts[Int(reviewer) * people + Int(author)] += 1
    }
    for (reviewer, author) in zip(reviewers, authors) where reviewer != author {
      let (there, back) = (Int(reviewer) * people + Int(author), Int(author) * people + Int(reviewer))
      let (given, returned) = (counts[there], counts[back])
      guard given > 0 else { continue }
      counts[there] = 0
      guard returned > 0 else { continue }
      counts[back] = 0
      visit(Int(min(reviewer, author)), Int(max(reviewer, author)), Int(min(given, returned)))
    }
  }
}
