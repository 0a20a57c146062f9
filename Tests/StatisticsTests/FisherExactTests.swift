import Statistics
import Testing

@Suite("Fisher's exact test and Holm's correction")
struct FisherExactTests {
  /// n over k, exact.
  private static func choose(_ n: Int, _ k: Int) -> Int {
    guard k >= 0, k <= n else { return 0 }
    return (0..<min(k, n - k)).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }

  @Test("every table of up to seven by seven people agrees with counting all tables in whole numbers")
  func oracle() {
    for group in 0...7 {
      for others in 0...7 {
        for yes in 0...group {
          for otherYes in 0...others {
            let column = yes + otherYes
            let weights = (0...group).map { Self.choose(group, $0) * Self.choose(others, column - $0) }
            let unlikely = weights.filter { $0 <= weights[yes] }.reduce(0, +)
            let expected = Double(unlikely) / Double(weights.reduce(0, +))
            let found = fisherExact(yes: yes, of: group, otherYes: otherYes, ofOthers: others)
            // A handful of products and quotients: some ulp.
            #expect((found - expected).magnitude <= 1e-14, "\(yes)/\(group) against \(otherYes)/\(others)")
          }
        }
      }
    }
  }

  @Test(
    "larger tables agree with exact fractions of whole numbers",
    arguments: [
      (3, 4, 1, 4, 0.4857142857142857),
      (8, 10, 1, 10, 0.005477494641581329),
      (0, 5, 5, 5, 0.007936507936507936),
      (10, 10, 10, 10, 1.0),
      (1, 30, 12, 40, 0.004757687502721629),
      (45, 120, 80, 130, 0.0002270675700932499),
      (300, 1000, 420, 1100, 9.033877376448018e-05),
      (5, 600, 40, 900, 2.0348735156490665e-05),
      (0, 7, 0, 9, 1.0),
      (2, 2, 2000, 3000, 1.0),
    ] as [(Int, Int, Int, Int, Double)])
  func references(yes: Int, group: Int, otherYes: Int, others: Int, expected: Double) {
    let found = fisherExact(yes: yes, of: group, otherYes: otherYes, ofOthers: others)
    // Some thousand products of ratios, each to half an ulp.
    #expect((found - expected).magnitude <= 1e-11 * expected)
    let turned = fisherExact(yes: group - yes, of: group, otherYes: others - otherYes, ofOthers: others)
    #expect((found - turned).magnitude <= 1e-11 * expected, "yes and no are alike")
  }

  @Test("Holm multiplies the smallest by n, keeps order and never passes 1")
  func holm() {
    #expect(holmAdjusted([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02])
    #expect(holmAdjusted([0.5, 0.9]) == [1, 1])
    #expect(holmAdjusted([]) == [])
    #expect(holmAdjusted([0.2]) == [0.2])
  }
}
