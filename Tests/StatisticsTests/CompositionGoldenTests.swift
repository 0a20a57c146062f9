import GoldenFiles
import Statistics
import Testing

@Test("every vector of pooled and compared compositions is reproduced")
func compositionGolden() throws {
  try GoldenFile("consensus.json").check([
    "pools_3_models": { vector in
      let models = vector.inputs["models"].matrix
      let weights = vector.inputs["weights"].numbers
      let pooled = OpinionPool.logarithmic(models, weights: weights)
      vector.expect(OpinionPool.linear(models, weights: weights).shares, "linear")
      vector.expect(pooled.shares, "log_pool")
      vector.expect(Composition.centredLogRatio(pooled.shares), "clr_of_mean")
      vector.expect(
        OpinionPool.linear(models.map(Composition.centredLogRatio), weights: weights).shares, "mean_of_clr")
    },
    "aitchison_distances": { vector in
      let compositions = vector.inputs["compositions"].matrix
      for (row, left) in compositions.enumerated() {
        let distances = compositions.map { Composition.distance(left, $0) }
        vector.expect(distances, vector.expected["matrix"][row].numbers, "row \(row)")
      }
      vector.expect(compositions.map(Composition.norm), "norms")
    },
    "zero_multiplicative_replacement": { vector in
      let delta = try #require(vector.inputs["delta"].number)
      let replaced = try #require(Composition.replacingZeros(vector.inputs["x"].numbers, delta: delta))
      vector.expect(replaced, "replaced")
    },
    "bwm_consistent_car": { vector in
      let best = try #require(vector.inputs["best"].integer)
      let worst = try #require(vector.inputs["worst"].integer)
      let method = try #require(
        BestWorstMethod(
          bestToOthers: vector.inputs["best_to_others"].numbers,
          othersToWorst: vector.inputs["others_to_worst"].numbers, best: best, worst: worst))
      vector.expect(method.weights, "weights")
      vector.expect([method.inconsistency], [vector.expected["xi"].number ?? .nan], "xi")
    },
    "log_pool_euler_explanation": { vector in
      let pool = OpinionPool.logarithmic(vector.inputs["models"].matrix, weights: vector.inputs["weights"].numbers)
      vector.expect(pool.pieces.flatMap { $0 }, vector.expected["per_model_piece"].matrix.flatMap { $0 }, "pieces")
      vector.expect(pool.shares, "share")
    },
    "linear_pool_explanation": { vector in
      let pool = OpinionPool.linear(vector.inputs["models"].matrix, weights: vector.inputs["weights"].numbers)
      vector.expect(pool.pieces.flatMap { $0 }, vector.expected["per_model_piece"].matrix.flatMap { $0 }, "pieces")
      vector.expect(pool.shares, "share")
    },
    "impartiality_of_pools": { vector in
      let weights = vector.inputs["weights"].numbers
      let pairs = ["peer_report_1", "peer_report_2"].map {
        [vector.inputs["evidence"].numbers, vector.inputs[$0].numbers]
      }
      vector.expect(pairs.map { OpinionPool.linear($0, weights: weights).shares[0] }, "linear_person0")
      vector.expect(pairs.map { OpinionPool.logarithmic($0, weights: weights).shares[0] }, "log_person0")
    },
  ])
}
