import Testing

@testable import Attribution

/// Inputs next to the golden ones: one person, ties, zeros, missing raters, disconnected graphs, own ratings.
@Suite("Library functions at their edges")
struct ComparisonEdgeTests {
  private func near(_ values: [Double], _ expected: [Double], _ tolerance: Double = 1e-12) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test("PageRank: one node, no edges, two islands")
  func pageRank() throws {
    #expect(near(try PageRank(WeightedGraph(nodes: 1, edges: [])).ranks, [1]))
    #expect(near(try PageRank(WeightedGraph(nodes: 3, edges: [])).ranks, [1 / 3.0, 1 / 3.0, 1 / 3.0]))
    let islands = try WeightedGraph(nodes: 4, edges: [(0, 1, 1), (1, 0, 1), (2, 3, 5), (3, 2, 5)])
    #expect(near(try PageRank(islands).ranks, [0.25, 0.25, 0.25, 0.25]))
    // Jumps that land on one island never reach the other.
    #expect(near(try PageRank(islands, teleport: [1, 1, 0, 0]).ranks, [0.5, 0.5, 0, 0]))
  }

  @Test("OpenRank: values are kept in sum, alike nodes alike, also without activity")
  func openRank() throws {
    for activity in [[], [(0, 1, 1.0)], [(0, 1, 1.0), (2, 3, 9.0)]] {
      let values = try OpenRank(activity: activity, initial: [1, 1, 1, 1, 1]).values
      #expect(abs(values.reduce(0, +) - 5) < 1e-12)
      #expect(abs(values[0] - values[1]) < 1e-12 && abs(values[2] - values[3]) < 1e-12)
    }
    #expect(throws: AttributionError(.invalidIndex, "activity")) {
      try OpenRank(activity: [(0, 1, 1)], initial: [1, 1])
    }
  }

  @Test("PeerRank: one grader, and zeros for everybody")
  func peerRank() throws {
    #expect(near(try PeerRank(grades: [[1]], alpha: 0.5).grades, [1]))
    #expect(near(try PeerRank(grades: [[0, 0], [0, 0]], alpha: 0.5).grades, [0, 0]))
    #expect(try PeerRank(grades: [], alpha: 0.5).grades.isEmpty)
    #expect(throws: AttributionError(.invalidWeight, "grades")) { try PeerRank(grades: [[1.5]], alpha: 0.5) }
  }

  @Test("impartial division: too few, ties, unanimous reports, own reports of any size")
  func impartial() throws {
    #expect(try ImpartialDivision(points: [[0, 1], [1, 0]]) == nil)
    let tie = try #require(try ImpartialDivision(points: [[0, 1, 1], [1, 0, 1], [1, 1, 0]]))
    #expect(near(tie.shares, [1 / 3.0, 1 / 3.0, 1 / 3.0]) && tie.unallocated == 0)
    let worth = [5.0, 3, 1, 0.5, 0.5]
    let reports = (0..<5).map { rater in worth.map { $0 * Double(rater + 1) } }
    #expect(near(try #require(try ImpartialDivision(points: reports)).shares, worth.map { $0 / 10 }))
    var proud = reports
    for person in 0..<5 { proud[person][person] = 1e9 }
    #expect(near(try #require(try ImpartialDivision(points: proud)).shares, worth.map { $0 / 10 }))
    #expect(throws: AttributionError(.invalidWeight, "points")) {
      try ImpartialDivision(points: [[0, 0, 1], [1, 0, 1], [1, 1, 0]])
    }
  }

  @Test("WebPA: alone, silent members, rows of zeros, refused marks")
  func webPA() throws {
    #expect(near(try #require(try WebPA(marks: [[5]])).scores, [1]))
    #expect(near(try #require(try WebPA(marks: [[3, 1], nil])).scores, [1.5, 0.5]))
    #expect(near(try #require(try WebPA(marks: [[3, 1], [0, 0]])).scores, [1.5, 0.5]))
    #expect(try WebPA(marks: [nil, nil]) == nil)
    #expect(try WebPA(marks: [[0, 0], [0, 0]]) == nil)
    #expect(throws: AttributionError(.invalidWeight, "marks")) { try WebPA(marks: [[.nan]]) }
    #expect(throws: AttributionError(.lengthMismatch, "marks")) { try WebPA(marks: [[1, 1], [1]]) }
  }

  @Test("TEAMMATES and CATME never read an own rating, and say nothing about the unrated")
  func ownRatings() throws {
    let quiet: [[Double?]] = [[nil, 2, 1], [3, nil, 1], [3, nil, nil]]
    var proud = quiet
    for person in 0..<3 { proud[person][person] = 1000 }
    #expect(try Teammates.perceived(claims: quiet) == Teammates.perceived(claims: proud))
    #expect(try RatingFactors.catme(ratings: quiet) == RatingFactors.catme(ratings: proud))
    #expect(try Teammates.perceived(claims: [[5]]) == [nil])
    #expect(try RatingFactors.catme(ratings: [[5]]) == [nil])
    #expect(try Teammates.perceived(claims: [[nil, 1, nil], [1, nil, nil], [1, 1, nil]])[2] == nil)
  }

  @Test("rating factors and rater severity: one person, zeros, groups that nobody ties together")
  func factors() throws {
    #expect(try RatingFactors(ratings: [[3]]) == nil)
    #expect(try RatingFactors(ratings: [[0, 0], [0, 0]]) == nil)
    #expect(near(try #require(try RatingFactors(ratings: [[2, 2], [2, 2]])).relative, [1, 1]))
    #expect(try RaterSeverity(ratings: [[1, nil], [nil, 2]]) == nil)
    let tied = try #require(try RaterSeverity(ratings: [[1, nil], [1, 2]]))
    #expect(near(tied.leniency, [0, 0], 1e-9) && near(tied.ability, [1, 2], 1e-9))
    let silent = try #require(try RaterSeverity(ratings: [[1, 3], [nil, nil]]))
    #expect(silent.leniency[1].isNaN && near(silent.ability, [1, 3], 1e-9))
  }
}
