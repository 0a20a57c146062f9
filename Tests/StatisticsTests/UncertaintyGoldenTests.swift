import GoldenFiles
import Statistics
import Testing

@Test("every uncertainty and flag vector is reproduced")
func uncertaintyGolden() throws {
  try GoldenFile("uncertainty_flags.json").check([
    "dirichlet_marginals": { vector in
      let dirichlet = try #require(DirichletDistribution(alpha: vector.inputs["alpha"].numbers))
      let members = dirichlet.alpha.indices
      let marginals = try members.map { try #require(dirichlet.marginal($0)) }
      vector.expect(members.map(dirichlet.mean), "mean")
      vector.expect(members.map(dirichlet.standardDeviation), "sd")
      vector.expect(marginals.map { $0.quantile(0.05) }, "q05")
      vector.expect(marginals.map { $0.quantile(0.5) }, "q50")
      vector.expect(marginals.map { $0.quantile(0.95) }, "q95")
      vector.expect(members.map(dirichlet.expectedLogShare), "E_log_share")
      vector.expect(
        [dirichlet.logRatioVariance(0, 1)], [vector.expected["var_log_ratio_0_1"].number ?? .nan], "log ratio")
      vector.expect(marginals.map { 1 - $0.cumulative(0.25) }, "P_share_gt_0.25")
    },
    "bayesian_bootstrap_mean": { vector in
      let moments = try #require(BayesianBootstrap.moments(vector.inputs["x"].numbers))
      vector.expect([moments.mean], [vector.expected["mean"].number ?? .nan], "mean")
      vector.expect([moments.variance], [vector.expected["variance"].number ?? .nan], "variance")
    },
    "split_conformal_quantile": { vector in
      let scores = vector.inputs["scores"].numbers
      let bands = vector.inputs["alpha"].numbers.map { ConformalQuantile(scores: scores, alpha: $0) }
      #expect(bands.map(\.index) == vector.expected["index"].integers)
      #expect(bands.map(\.value) == vector.expected["q"].numbers)
    },
    "bayesian_fdr_from_posteriors": { vector in
      let posteriors = vector.inputs["posterior_true_flag"].numbers
      let selection = BayesianFalseDiscovery(posteriors: posteriors)
      vector.expect(selection.running, "running_bfdr")
      #expect(selection.count(at: 0.05) == vector.expected["flags_at_0.05"].integer)
      #expect(selection.count(at: 0.10) == vector.expected["flags_at_0.10"].integer)
      #expect(selection.selected(at: 0.05) == [0, 1, 2, 3, 4])
    },
    "flag_posterior_dirichlet": { vector in
      let dirichlet = try #require(DirichletDistribution(alpha: vector.inputs["alpha"].numbers))
      let credited = vector.inputs["credited"].numbers
      let ratio = try #require(vector.inputs["ratio"].number)
      let tails = credited.indices.map { dirichlet.creditTails($0, credited: credited[$0], ratio: ratio) }
      vector.expect(tails.map(\.overCredited), "p_free_riding")
      vector.expect(tails.map(\.underCredited), "p_diluted")
    },
    "scores_brier_log": { vector in
      let probabilities = vector.inputs["prob"].numbers
      let outcomes = vector.inputs["outcome"].numbers.map { $0 == 1 }
      let brier = try #require(brierScore(probabilities: probabilities, outcomes: outcomes))
      let loss = try #require(logLoss(probabilities: probabilities, outcomes: outcomes))
      vector.expect([brier], [vector.expected["brier"].number ?? .nan], "brier")
      vector.expect([loss], [vector.expected["log_loss"].number ?? .nan], "log loss")
    },
  ])
}
