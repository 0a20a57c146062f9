import Attribution
import GoldenFiles
import Statistics
import Testing

private func checkPageRank(_ vector: GoldenVector) throws {
  let names = vector.expected["pagerank"].keys
  func number(_ json: JSON) -> Int { names.firstIndex(of: json.text ?? "") ?? -1 }
  let edges = vector.inputs["edges"].list.map { (from: number($0[0]), to: number($0[1]), weight: $0[2].double) }
  let graph = try WeightedGraph(nodes: names.count, edges: edges)
  let damping = vector.inputs["damping"].double
  let uniform = try PageRank(graph, damping: damping)
  vector.expect(uniform.ranks, names.map { vector.expected["pagerank"][$0].double }, "pagerank")
  let personal = vector.expected["personalised_a1_e3"]
  guard !personal.keys.isEmpty else { return }
  let seeded = try PageRank(graph, damping: damping, teleport: names.map { ["a": 1, "e": 3][$0] ?? 0 })
  vector.expect(seeded.ranks, names.map { personal[$0].double }, "personalised")
}

@Test("every vector of network credit is reproduced")
func networkGolden() throws {
  try GoldenFile("network.json").check([
    "pagerank_weighted_6": checkPageRank, "pagerank_dangling": checkPageRank,
    "shapley_centrality_games_1_2_kite": { vector in
      let edges = vector.inputs["edges"].list.map { ($0[0].integer ?? -1, $0[1].integer ?? -1) }
      let centrality = try ShapleyCentrality(nodes: 10, edges: edges)
      vector.expect(centrality.fringe, "game1")
      let k = try #require(vector.inputs["k"].integer)
      vector.expect(centrality.covered(neighboursNeeded: k), "game2")
    },
    "openrank_community_7": { vector in
      let order = vector.inputs["node_order"].list.compactMap(\.text)
      func number(_ json: JSON) -> Int { order.firstIndex(of: json.text ?? "") ?? -1 }
      let rank = try OpenRank(
        activity: vector.inputs["activity"].list.map { (number($0[0]), number($0[1]), $0[2].double) },
        initial: vector.inputs["v0"].numbers, retention: vector.inputs["retention"].double,
        background: vector.inputs["background"].double)
      vector.expect(rank.values, order.map { vector.expected["openrank"][$0].double }, "openrank")
    },
  ])
}

@Test("betweenness of a path counts the pairs that must pass")
func betweenness() throws {
  let path = try ShapleyCentrality(nodes: 4, edges: [(0, 1), (1, 2), (2, 3)])
  #expect(path.betweenness == [0, 2, 2, 0])
  // Two shortest paths between opposite corners share the pair.
  let square = try ShapleyCentrality(nodes: 4, edges: [(0, 1), (1, 2), (2, 3), (3, 0)])
  #expect(square.betweenness == [0.5, 0.5, 0.5, 0.5])
}
