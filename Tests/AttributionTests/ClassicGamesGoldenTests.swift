import Attribution
import GoldenFiles
import Statistics
import Testing

private func pairs(_ json: JSON) -> [(Int, Int)] { json.list.map { ($0[0].integer ?? -1, $0[1].integer ?? -1) } }

private func checkGlove(_ vector: GoldenVector) throws {
  let left = try #require(vector.inputs["left"].integer)
  let right = try #require(vector.inputs["right"].integer)
  let game = try GloveGame.game(left: left, right: right)
  vector.expect(game.shapley(), "shapley_exact")
  vector.expect(game.shapley(), "shapley")
  vector.expect(game.banzhaf(), "banzhaf_raw_exact")
  vector.expect(game.banzhaf(), "banzhaf_raw")
}

private func checkVote(_ vector: GoldenVector) throws {
  let weights = vector.inputs["weights"].integers
  let quota = try #require(vector.inputs["quota"].integer)
  let vote = try WeightedVoting(weights: weights, quota: quota)
  vector.expect(vote.shapley, "shapley_exact")
  vector.expect(vote.shapley, "shapley")
  #expect(vote.swings == vector.expected["banzhaf_swings"].numbers)
  vector.expect(try #require(vote.normalisedBanzhaf), "banzhaf_normalised")
  let table = try CoalitionGame(players: weights.count) { mask in
    weights.indices.reduce(0) { mask >> UInt64($1) & 1 == 1 ? $0 + weights[$1] : $0 } >= quota ? 1 : 0
  }
  vector.expect(table.shapley(), "shapley")
  vector.expect(try #require(table.normalisedBanzhaf()), "banzhaf_normalised")
}

private func checkAirport(_ vector: GoldenVector) throws {
  let costs = vector.inputs["costs"].numbers
  vector.expect(try AirportGame.shapley(costs: costs), "shapley_exact")
  let table = try CoalitionGame(players: costs.count) { mask in
    costs.indices.reduce(0) { mask >> UInt64($1) & 1 == 1 ? max($0, costs[$1]) : $0 }
  }
  vector.expect(table.shapley(), "shapley")
}

private func checkBankruptcy(_ vector: GoldenVector) throws {
  let problem = try BankruptcyProblem(
    estate: vector.inputs["estate"].double, claims: vector.inputs["claims"].numbers)
  vector.expect(problem.talmud, "talmud_rule_nucleolus_exact")
  vector.expect(problem.talmud, "talmud_rule_nucleolus")
  vector.expect(try problem.game().shapley(), "shapley_exact")
  vector.expect(try problem.game().shapley(), "shapley")
  vector.expect(problem.proportional, "proportional")
}

private func checkSizeGame(_ vector: GoldenVector, players: Int, worth: (Int) -> Double) throws {
  let game = try CoalitionGame(players: players) { worth($0.nonzeroBitCount) }
  let values = try game.myerson(edges: pairs(vector.inputs["edges"]))
  vector.expect(values, "myerson_exact")
  vector.expect(values, "myerson")
  if !vector.expected["shapley"].list.isEmpty { vector.expect(game.shapley(), "shapley") }
}

@Test("every vector of the classic games is reproduced")
func classicGolden() throws {
  try GoldenFile("shapley_classic.json").check([
    "glove_1L_2R": checkGlove, "glove_2L_3R": checkGlove,
    "weighted_voting_un_security_council_15": checkVote,
    "weighted_voting_un_security_council_1954_11": checkVote,
    "weighted_voting_us_electoral_small": checkVote,
    "airport_12_20_33": checkAirport, "airport_1_1_1_1_10": checkAirport,
    "bankruptcy_talmud_E100": checkBankruptcy, "bankruptcy_talmud_E200": checkBankruptcy,
    "induced_subgraph_4": { vector in
      let edges = vector.inputs["edges"].list.map { ($0[0].integer ?? -1, $0[1].integer ?? -1, $0[2].double) }
      let values = try InducedSubgraphGame.shapley(players: 4, edges: edges)
      vector.expect(values, "shapley_exact")
      let table = try CoalitionGame(players: 4) { mask in
        edges.reduce(0) { mask >> UInt64($1.0) & mask >> UInt64($1.1) & 1 == 1 ? $0 + $1.2 : $0 }
      }
      vector.expect(table.shapley(), "shapley")
    },
    "owen_value_glove_2L3R_left_union": { vector in
      let game = try GloveGame.game(left: 2, right: 3)
      let values = try game.owen(unions: vector.inputs["unions"].list.map(\.integers))
      vector.expect(values, "owen_exact")
      vector.expect(values, "owen")
    },
    "myerson_path3": { vector in
      let worths = vector.inputs["v_by_size"].numbers
      try checkSizeGame(vector, players: 3) { worths[$0] }
    },
    "myerson_sizesquared_5": { vector in try checkSizeGame(vector, players: 5) { Double($0 * $0) } },
    "random_table_5": { vector in
      let game = try CoalitionGame(worths: vector.inputs["v_by_bitmask"].numbers)
      vector.expect(game.shapley(), "shapley_exact")
      vector.expect(game.shapley(), "shapley")
      vector.expect(game.banzhaf(), "banzhaf_raw_exact")
      vector.expect(game.banzhaf(), "banzhaf_raw")
      let interaction = game.shapleyInteraction()
      let reference = vector.expected["shapley_interaction_index_exact"]
      #expect(reference.keys.count == 10)
      for key in reference.keys {
        let pair = key.split(separator: ",").compactMap { Int($0) }
        vector.expect([interaction[pair[0], pair[1]]], [reference[key].double], key)
      }
    },
  ])
}
