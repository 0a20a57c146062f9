import Attribution
import GoldenFiles
import Statistics
import Testing

private func checkNoisyOr(_ vector: GoldenVector) throws {
  let probabilities = vector.inputs["p"].numbers
  let values = try TaskGames.noisyOr(probabilities)
  vector.expect(values, "shapley")
  vector.expect([compensatedSum(values)], [vector.expected["total"].double], "total")
  let nodes = GaussLegendre.nodes(forDegree: probabilities.count - 1)
  #expect(nodes == vector.inputs["quadrature_nodes"].integer)
}

private func checkCapped(_ vector: GoldenVector) throws {
  let required = try #require(vector.inputs["required"].integer)
  let values = try TaskGames.cappedLinear(effort: vector.inputs["effort"].integers, required: required)
  vector.expect(values, "shapley_exact")
  vector.expect(values, "shapley")
}

private func checkElasticity(_ vector: GoldenVector) throws {
  vector.expect(
    try TaskGames.constantElasticity(effort: vector.inputs["effort"].numbers, rho: vector.inputs["rho"].double),
    "shapley")
}

private func checkGate(_ vector: GoldenVector) throws {
  let values = try TaskGames.authorGate(
    worth: vector.inputs["w"].double, kappa: vector.inputs["kappa"].double, detection: vector.inputs["s"].numbers)
  vector.expect(values, "shapley")
  vector.expect([compensatedSum(values)], [vector.expected["sum"].double], "sum")
}

@Test("every vector of the task games is reproduced")
func structuredGolden() throws {
  try GoldenFile("shapley_structured.json").check([
    "noisy_or_n2_0": checkNoisyOr, "noisy_or_n4_1": checkNoisyOr, "noisy_or_n6_2": checkNoisyOr,
    "capped_linear_3_2_1_R4": checkCapped, "capped_linear_5_5_5_5_R10": checkCapped,
    "capped_linear_8_1_1_1_1_R8": checkCapped,
    "ces_fixed_denominator_rho1.0": checkElasticity, "ces_fixed_denominator_rho0.5": checkElasticity,
    "ces_fixed_denominator_rho2.0": checkElasticity,
    "author_support_gate_2": checkGate, "author_support_gate_3": checkGate,
    "review_multiplies_author_2a2r": { vector in
      let values = try TaskGames.reviewed(
        effort: vector.inputs["author_effort"].numbers, detection: vector.inputs["detect"].numbers,
        kappa: vector.inputs["delta"].double)
      vector.expect(values, "shapley")
      vector.expect([compensatedSum(values)], [vector.expected["total"].double], "total")
    },
    "sum_over_tasks_additivity": { vector in
      let players = try #require(vector.inputs["players"].integer)
      var sums = [CompensatedSum](repeating: CompensatedSum(), count: players)
      for task in vector.inputs["tasks"].list {
        let values: [Double]
        switch task["kind"].text {
        case "noisy_or": values = try TaskGames.noisyOr(task["p"].numbers)
        case "capped_linear":
          let required = try #require(task["required"].integer)
          values = try TaskGames.cappedLinear(effort: task["effort"].integers, required: required)
        case "linear": values = try TaskGames.linear(effort: task["effort"].numbers)
        default: values = []
        }
        #expect(values.count == task["members"].list.count)
        for (member, value) in zip(task["members"].integers, values) { sums[member].add(task["value"].double * value) }
      }
      vector.expect(sums.map(\.value), "shapley")
    },
  ])
}
