import Statistics

/// The approvals of one group with its people numbered densely, so that pairs are counted by sorting instead of hashing.
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

  /// Pairs with at least `ReviewRing.least` approvals each way, and how far that is above its expectation; by numbers of people.
  ///
  /// - Complexity: O(n log n).
  func pairs(_ authors: [Int32]) -> [(low: Int32, high: Int32, value: Double)] {
    guard reviewers.count >= 2 * ReviewRing.least else { return [] }
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
      let pair = keys[at] >> 1
      while at < keys.count, keys[at] >> 1 == pair {
        if keys[at] & 1 == 0 { counts.up += 1 } else { counts.down += 1 }
        at += 1
      }
      let mutual = min(counts.up, counts.down)
      guard mutual >= ReviewRing.least else { continue }
      let (low, high) = (Int(pair >> 31), Int(pair & 0x7FFF_FFFF))
      let mean = min(expected(low, high), expected(high, low))
      result.append((people[low], people[high], (Double(mutual) - mean) / (mean + 1).squareRoot()))
    }
    return result
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
