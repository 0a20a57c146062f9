import Attribution
import Statistics
import Testing

private func randomGame(_ players: Int, seed: UInt64) throws -> CoalitionGame {
  var generator = CounterGenerator(seed: seed, stream: UInt64(players))
  return try CoalitionGame(players: players) { $0 == 0 ? 0 : generator.normal() }
}

/// The definition, word by word: the mean of marginal contributions over all orders.
private func overAllOrders(_ game: CoalitionGame) -> [Double] {
  var sums = [Double](repeating: 0, count: game.players)
  var orders = 0.0
  func walk(_ mask: Int, _ path: [(Int, Double)]) {
    if path.count == game.players {
      orders += 1
      for (player, gain) in path { sums[player] += gain }
    }
    for player in 0..<game.players where mask >> player & 1 == 0 {
      walk(mask | 1 << player, path + [(player, game.worths[mask | 1 << player] - game.worths[mask])])
    }
  }
  walk(0, [])
  return sums.map { $0 / orders }
}

@Test("the fold gives the mean over all orders for every small size", arguments: 1...6)
func shapleyDefinition(players: Int) throws {
  for seed in 0..<20 as Range<UInt64> {
    let game = try randomGame(players, seed: seed)
    for (value, wanted) in zip(game.shapley(), overAllOrders(game)) {
      #expect((value - wanted).magnitude < 1e-12, "seed \(seed)")
    }
    let singles = (0..<players).map { [$0] }
    for (value, wanted) in zip(try game.owen(unions: singles), game.shapley()) {
      #expect((value - wanted).magnitude < 1e-12, "seed \(seed)")
    }
  }
}

@Test("values add up to the worth of everybody at 20 players, and more players are refused")
func shapleyLarge() throws {
  let game = try CoalitionGame(players: 20) { Double(($0 &* 0x9E37_79B9_7F4A_7C15) >> 40) }
  let total = game.worths[game.worths.count - 1] - game.worths[0]
  // A million terms of size 1e7, folded pairwise: far below 1e-10 of the largest worth.
  #expect((compensatedSum(game.shapley()) - total).magnitude < 1e-10 * 0x1p24)
  #expect(throws: AttributionError(.tooManyPlayers, "players")) { try CoalitionGame(players: 21) { _ in 0 } }
  #expect(throws: AttributionError(.lengthMismatch, "worths")) { try CoalitionGame(worths: [0, 1, 2]) }
  #expect(throws: AttributionError(.invalidWeight, "worths")) { try CoalitionGame(worths: [0, .nan]) }
}

@Test("closed forms of task games equal subset enumeration", arguments: 0..<100 as Range<UInt64>)
func taskGamesAreExact(seed: UInt64) throws {
  var generator = CounterGenerator(seed: seed, stream: 5)
  let players = 1 + generator.index(below: 7)
  func present(_ mask: UInt64, _ player: Int) -> Bool { mask >> UInt64(player) & 1 == 1 }
  let chances = (0..<players).map { _ in generator.uniform() }
  let orGame = try CoalitionGame(players: players) { mask in
    1 - (0..<players).reduce(1) { present(mask, $1) ? $0 * (1 - chances[$1]) : $0 }
  }
  let units = (0..<players).map { _ in generator.index(below: 6) }
  let required = 1 + generator.index(below: 12)
  func sum(_ mask: UInt64) -> Int { (0..<players).reduce(0) { present(mask, $1) ? $0 + units[$1] : $0 } }
  let capGame = try CoalitionGame(players: players) { min(1, Double(sum($0)) / Double(required)) }
  let stepGame = try CoalitionGame(players: players) { sum($0) >= required ? 1 : 0 }
  let comparisons = [
    (try TaskGames.noisyOr(chances), orGame.shapley()),
    (try TaskGames.cappedLinear(effort: units, required: required), capGame.shapley()),
    (try TaskGames.threshold(effort: units, required: required), stepGame.shapley()),
  ]
  for (closed, enumerated) in comparisons {
    for (value, wanted) in zip(closed, enumerated) { #expect((value - wanted).magnitude < 1e-12, "seed \(seed)") }
  }
}

/// Saturating sum and pairwise synergy: low order, antithetic-friendly.
private func synergyGame(_ players: Int, seed: UInt64) -> (UInt64) -> Double {
  var generator = CounterGenerator(seed: seed, stream: 77)
  let strengths = (0..<players).map { _ in generator.exponential() }
  let pairs = (0..<players).map { _ in (0..<players).map { _ in 0.2 * generator.normal() } }
  let whole = strengths.reduce(0, +)
  return { mask in
    var sum = 0.0
    var synergy = 0.0
    for i in 0..<players where mask >> UInt64(i) & 1 == 1 {
      sum += strengths[i]
      for j in 0..<i where mask >> UInt64(j) & 1 == 1 { synergy += pairs[i][j] }
    }
    return whole * sum / (sum + whole / 2) + synergy
  }
}

@Test("both estimators come near the exact value, and permutations say how near", arguments: [12, 16, 18])
func estimators(players: Int) throws {
  let worth = synergyGame(players, seed: 3)
  let exact = try CoalitionGame(players: players, worth: worth).shapley()
  let sampled = try SampledGame(players: players, worth: worth)
  let size = compensatedSum(exact.map(\.magnitude)) / Double(players)
  func error(_ values: [Double]) -> Double {
    (compensatedSum(zip(values, exact).map { ($0 - $1) * ($0 - $1) }) / Double(players)).squareRoot() / size
  }
  let leverage = try sampled.leverageShap(budget: 2000, seed: 1)
  let orders = try sampled.permutations(budget: 2000, seed: 1)
  #expect(leverage.evaluations <= 2000 && orders.evaluations <= 2000)
  let total = worth((1 << UInt64(players)) - 1) - worth(0)
  #expect((compensatedSum(leverage.values) - total).magnitude < 1e-9)
  #expect((compensatedSum(orders.values) - total).magnitude < 1e-9)
  // The bars are the best published estimators at 2000 evaluations on games of this form: 0.021 to 0.024 at n = 20.
  #expect(error(leverage.values) < 0.021, "\(error(leverage.values))")
  #expect(error(orders.values) < 0.024, "\(error(orders.values))")
  for player in 0..<players {
    #expect((orders.values[player] - exact[player]).magnitude < 5 * orders.standardErrors[player] + 1e-12)
  }
  #expect(try sampled.leverageShap(budget: 2000, seed: 1).values == leverage.values)
}

@Test("with the whole table in budget Leverage SHAP is exact", arguments: 2...9)
func leverageIsExact(players: Int) throws {
  let game = try randomGame(players, seed: 9)
  let sampled = try SampledGame(players: players) { game.worths[Int($0)] }
  let estimate = try sampled.leverageShap(budget: max(2 * players, 1 << players), seed: 4)
  // Exact regression on all coalitions is the Shapley value (Charnes et al. 1988) up to the solver's rounding.
  for (value, wanted) in zip(estimate.values, game.shapley()) { #expect((value - wanted).magnitude < 1e-10) }
}
