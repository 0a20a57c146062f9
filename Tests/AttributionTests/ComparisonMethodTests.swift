import Contribution
import Testing

@testable import Attribution

@Suite("Common methods applied to one key result")
struct ComparisonMethodTests {
  private func draft() -> RecordDraft {
    var draft = RecordDraft(people: [0, 1, 2], credit: [1, 1, 1])
    draft.tasks = [
      .init(effort: 8, assignees: [(0, .owner, nil)], reviews: [(2, 3, 0, 0)]),
      .init(effort: 1, assignees: [(0, .owner, nil), (1, .coOwner, 0.9)]),
      .init(effort: 5, outcome: .open, assignees: [(2, .owner, nil)]),
    ]
    return draft
  }

  private func near(_ shares: [Double]?, _ expected: [Double]) throws -> Bool {
    let shares = try #require(shares)
    return shares.count == expected.count && zip(shares, expected).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  @Test("task counts divide each finished task among its assignees, whatever its effort")
  func taskCounts() throws {
    #expect(try near(ComparisonMethod.taskCount.shares(draft().records), [0.75, 0.25, 0]))
  }

  @Test("OpenRank sees the reviewer whom counts miss, and symmetric parts alike")
  func openRank() throws {
    let shares = try #require(try ComparisonMethod.openRank.shares(draft().records))
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    #expect(shares[2] > 0 && shares[0] > shares[2])
    var pair = RecordDraft(people: [0, 1], credit: [1, 1])
    pair.tasks = [.init(effort: 2, assignees: [(0, .owner, nil), (1, .coOwner, nil)])]
    #expect(try near(ComparisonMethod.openRank.shares(pair.records), [0.5, 0.5]))
  }

  @Test("ratings: fractions, scaled claims and capped factors by hand, from raters inside and outside")
  func ratings() throws {
    var draft = draft()
    draft.ratings = [(0, 1, 6), (0, 2, 2), (1, 0, 3), (1, 2, 1), (9, 0, 1), (9, 1, 2), (9, 2, 1)]
    let records = draft.records
    // Fractions received: 3/4 + 1/4, 3/4 + 1/2, 1/4 + 1/4 + 1/4 of three submitters.
    #expect(try near(ComparisonMethod.webPA.shares(records), [1 / 3.0, 1.25 / 3, 0.75 / 3]))
    // Claims scaled to mean 100: 0 says 150 and 50, 1 says 150 and 50, 9 says 75, 150, 75. Means 112.5, 150, 58.33.
    let means = [112.5, 150, 175 / 3.0]
    let total = means.reduce(0, +)
    #expect(try near(ComparisonMethod.teammates.shares(records), means.map { $0 / total }))
    // Mean ratings 2, 4, 4/3 over their mean 22/9: 0.818, 1.636, 0.545, the second cut at 1.05.
    let factors = [18 / 22.0, 1.05, 12 / 22.0]
    let sum = factors.reduce(0, +)
    #expect(try near(ComparisonMethod.catme.shares(records), factors.map { $0 / sum }))
  }

  @Test("a method keeps silent where it has nothing to go by")
  func silence() throws {
    var nothing = RecordDraft(people: [0, 1, 2], credit: [1, 1, 1])
    for method in ComparisonMethod.allCases { #expect(try method.shares(nothing.records) == nil, "\(method)") }
    // Zero for everybody is no comparison either.
    nothing.ratings = [(0, 1, 0), (0, 2, 0), (1, 0, 0)]
    for method in ComparisonMethod.allCases { #expect(try method.shares(nothing.records) == nil, "\(method)") }
    let alone = RecordDraft(people: [4], credit: [1])
    for method in ComparisonMethod.allCases { #expect(try method.shares(alone.records) == nil, "\(method)") }
  }

  @Test("somebody about whom nobody said anything holds an average share")
  func unrated() throws {
    var draft = draft()
    draft.ratings = [(1, 0, 3), (2, 0, 3)]
    #expect(try near(ComparisonMethod.catme.shares(draft.records), [1 / 3.0, 1 / 3.0, 1 / 3.0]))
  }

  @Test("everybody's shares sum to 1 on random key results", arguments: 0..<40)
  func sums(seed: Int) throws {
    let records = RecordDraft.random(UInt64(seed)).records
    for method in ComparisonMethod.allCases {
      guard let shares = try method.shares(records) else { continue }
      #expect(shares.count == records.people.count)
      #expect(shares.allSatisfy { $0 >= 0 } && abs(shares.reduce(0, +) - 1) < 1e-9, "\(method) seed \(seed)")
    }
  }
}
