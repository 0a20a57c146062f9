internal import Contribution
internal import Statistics
internal import Store

/// Sums over a person's key results, taken in the order of key results.
struct PersonSums {
  private var credited: [CompensatedSum]
  private var contributed: [CompensatedSum]
  /// Squares of the half-widths below and above: key results are taken as independent.
  private var below: [Double]
  private var above: [Double]
  private var hasInterval = false
  private var keyResults: [Int32]

  init(people: Int) {
    credited = Array(repeating: CompensatedSum(), count: people)
    contributed = credited
    below = Array(repeating: 0, count: people)
    above = below
    keyResults = Array(repeating: 0, count: people)
  }

  mutating func add(_ scored: ScoredKeyResult, credit: [Double], units: PublishedUnits) {
    let (shares, low, high) = units.headline(scored)
    guard let value = scored.value, !shares.isEmpty else { return }
    let one = Double(ShareUnits.one)
    for (index, person) in scored.people.enumerated() {
      let person = Int(person)
      credited[person].add(value * credit[index])
      contributed[person].add(value * Double(shares[index]) / one)
      if !low.isEmpty {
        hasInterval = true
        let down = value * Double(shares[index] - low[index]) / one
        let up = value * Double(high[index] - shares[index]) / one
        below[person] += down * down
        above[person] += up * up
      }
      keyResults[person] += 1
    }
  }

  /// One row a person with a key result or with effort that serves none.
  func rows(unlinkedEffort: [Double]) -> [PersonScoreRow] {
    keyResults.indices.filter { keyResults[$0] > 0 || unlinkedEffort[$0] > 0 }.map { person in
      let sum = contributed[person].value
      return PersonScoreRow(
        person: Int32(person), credited: credited[person].value, contributed: sum,
        low: hasInterval ? max(0, sum - below[person].squareRoot()) : nil,
        high: hasInterval ? sum + above[person].squareRoot() : nil, keyResults: keyResults[person],
        unlinkedEffort: unlinkedEffort[person])
    }
  }
}
