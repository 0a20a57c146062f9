import Statistics
import Testing

@Test("Nelder and Mead find the bottom of Rosenbrock's valley and give the same answer twice")
func simplexSearch() {
  func valley(_ x: [Double]) -> Double {
    let a = 1 - x[0]
    let b = x[1] - x[0] * x[0]
    return a * a + 100 * b * b
  }
  let first = nelderMead(start: [-1.2, 1], step: [0.1, 0.1], valley)
  let second = nelderMead(start: [-1.2, 1], step: [0.1, 0.1], valley)
  #expect((first.point[0] - 1).magnitude < 1e-6 && (first.point[1] - 1).magnitude < 1e-6)
  #expect(first.point == second.point && first.evaluations == second.evaluations)
}

@Test("a linear program finds its corner, and says when there is none")
func linearProgram() throws {
  var program = LinearProgram(minimising: [-3, -5])
  program.require([1, 0], atMost: 4)
  program.require([0, 2], atMost: 12)
  program.require([3, 2], atMost: 18)
  let solution = try #require(program.solve())
  #expect((solution.value + 36).magnitude < 1e-12 && solution.x.map { $0.rounded() } == [2, 6])
  program.require([1, 1], equals: -1)
  #expect(program.solve() == nil)
  #expect(LinearProgram(minimising: [-1]).solve() == nil)
}

@Test("inconsistent comparisons with the best and worst give a positive inconsistency")
func bestWorst() throws {
  let method = try #require(
    BestWorstMethod(bestToOthers: [1, 2, 8], othersToWorst: [8, 3, 1], best: 0, worst: 2))
  #expect(method.inconsistency > 0.01)
  #expect((compensatedSum(method.weights) - 1).magnitude < 1e-12)
  #expect(BestWorstMethod(bestToOthers: [1, .nan], othersToWorst: [2, 1], best: 0, worst: 1) == nil)
}

@Test("isotonic regression equals the max-min formula on random sequences", arguments: 0..<200 as Range<UInt64>)
func isotonic(seed: UInt64) {
  var generator = CounterGenerator(seed: seed, stream: 17)
  let count = 1 + generator.index(below: 9)
  let values = (0..<count).map { _ in generator.normal() }
  let weights = (0..<count).map { _ in 0.1 + generator.uniform() }
  let fitted = isotonicRegression(values, weights: weights)
  func mean(_ start: Int, _ end: Int) -> Double {
    let weight = compensatedSum(weights[start...end])
    return compensatedSum((start...end).map { values[$0] * weights[$0] }) / weight
  }
  for position in 0..<count {
    // Robertson, Wright, Dykstra 1988: max over starts <= i of min over ends >= i of the weighted mean.
    var expected = -Double.infinity
    for start in 0...position {
      let lowest = (position..<count).map { mean(start, $0) }.min() ?? .infinity
      expected = max(expected, lowest)
    }
    #expect((fitted[position] - expected).magnitude < 1e-12, "seed \(seed)")
  }
}

@Test("quantiles follow their definitions")
func quantiles() {
  let sorted: [Double] = [1, 2, 4, 8]
  #expect(quantile(0.5, ofSorted: sorted) == 3)
  #expect(quantile(0.25, ofSorted: sorted, as: .inverseEmpirical) == 1)
  #expect(quantile(0.26, ofSorted: sorted, as: .inverseEmpirical) == 2)
  #expect(quantile(0.5, ofSorted: sorted, as: .medianUnbiased) == 3)
  #expect(quantile(1, of: [3, 1, 2]) == 3 && quantile(0, of: [3, 1, 2]) == 1)
  #expect(quantile(0.5, of: []) == nil && quantile(1.5, of: [1]) == nil && quantile(.nan, of: [1]) == nil)
  #expect(median([5, 1, 9]) == 5)
}

@Test("Kendall's tau counts pairs and says nothing about constants")
func kendall() throws {
  #expect(kendallTau([1, 2, 3], [1, 2, 3]) == 1)
  #expect(kendallTau([1, 2, 3], [3, 2, 1]) == -1)
  #expect(kendallTau([1, 1], [1, 2]) == nil)
  // By hand: 4 concordant, 0 discordant, one tie on the left and one on the right of 6 pairs.
  let tau = try #require(kendallTau([1, 1, 2, 3], [1, 2, 3, 3]))
  #expect((tau - 0.8).magnitude < 1e-15)
}

@Test("closing refuses what is no composition, softmax undoes the centred log-ratio")
func composition() {
  #expect(
    Composition.closed([0, 0]) == nil && Composition.closed([1, -1]) == nil && Composition.closed([.nan]) == nil)
  #expect(Composition.closed([1, 3]) == [0.25, 0.75])
  let parts = [0.2, 0.5, 0.3]
  for (left, right) in zip(Composition.softmax(Composition.centredLogRatio(parts)), parts) {
    #expect((left - right).magnitude < 1e-15)
  }
  #expect((Composition.totalVariation([0.5, 0.5], [0.2, 0.8]) - 0.3).magnitude < 1e-15)
}
