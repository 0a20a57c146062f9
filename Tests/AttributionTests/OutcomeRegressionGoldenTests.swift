import Attribution
import GoldenFiles
import Statistics
import Testing

@Test("every vector of regression and shrinkage is reproduced")
func regressionGolden() throws {
  try GoldenFile("outcome_regression.json").check([
    "ridge_plus_minus_lambda1": { vector in
      let design = Matrix(vector.inputs["X"].matrix)
      let outcomes = vector.inputs["y"].numbers
      let weights = vector.inputs["weights"].numbers
      let lambda = vector.inputs["lambda"].double
      let dense = try RidgePlusMinus(design: design, outcomes: outcomes, weights: weights, lambda: lambda)
      vector.expect(dense.effects, "beta")
      let freedom = try #require(dense.effectiveDegreesOfFreedom)
      vector.expect([freedom], [vector.expected["effective_df"].double], "effective_df")
      var entries = [(row: Int, column: Int, value: Double)]()
      for row in 0..<design.rows {
        for column in 0..<design.columns where design[row, column] != 0 {
          entries.append((row, column, design[row, column]))
        }
      }
      let sparse = try RidgePlusMinus(
        design: SparseMatrix(rows: design.rows, columns: design.columns, entries: entries), outcomes: outcomes,
        weights: weights, lambda: lambda, tolerance: 1e-13)
      vector.expect(sparse.effects, "beta")
    },
    "akm_kss_small": { vector in
      let persons = try #require(vector.inputs["persons"].integer)
      let teams = try #require(vector.inputs["teams"].integer)
      let rows = vector.inputs["rows_person_team_y"].list.map {
        (person: $0[0].integer ?? -1, team: $0[1].integer ?? -1, outcome: $0[2].double)
      }
      let fit = try #require(try TwoWayEffects(persons: persons, teams: teams, rows: rows))
      vector.expect(fit.personEffects, "person_effects")
      vector.expect(fit.teamEffects, "team_effects")
      vector.expect(fit.leverages, "leverage")
      let corrected = try #require(fit.leaveOut)
      let andrews = try #require(fit.homoskedastic)
      let pairs: [(Double, String)] = [
        (fit.plugin.teamVariance, "plugin_var_team"), (corrected.teamVariance, "kss_var_team"),
        (fit.plugin.personVariance, "plugin_var_person"), (corrected.personVariance, "kss_var_person"),
        (fit.plugin.covariance, "plugin_cov"), (corrected.covariance, "kss_cov"),
        (andrews.teamVariance, "andrews_homoskedastic_var_team"),
      ]
      for (value, key) in pairs { vector.expect([value], [vector.expected[key].double], key) }
    },
    "akm_kss_published_panel": { vector in
      // The panel of 71,614 rows is not among the shared files, so only what follows from the printed moments is checked:
      // their correlation. The estimator itself is checked on the small panel above.
      let moments = TwoWayEffects.Moments(
        teamVariance: vector.expected["plugin_var_firm"].double,
        personVariance: vector.expected["plugin_var_person"].double,
        covariance: vector.expected["plugin_cov"].double)
      vector.expect([moments.correlation], [vector.expected["plugin_corr"].double], "plugin_corr")
      // What both kinds of effects explain together is a part of the variance of outcomes.
      let explained = moments.teamVariance + moments.personVariance + 2 * moments.covariance
      #expect(explained < vector.expected["var_y"].double)
      // These describe the panel itself.
      for key in ["firms", "mean_y", "movers", "rows"] { #expect(vector.expected[key].double > 0) }
    },
    "holder_mean_team_output": { vector in
      let strengths = vector.inputs["a"].numbers
      let scale = vector.inputs["beta_n"].double
      let values = try vector.inputs["rho"].numbers.map {
        try HolderMean.output(strengths: strengths, rho: $0, scale: scale)
      }
      vector.expect(values, "value")
      vector.expect([values[1]], [vector.expected["harmonic_of_1_and_4"].double], "harmonic")
    },
    "holder_elasticity_shares": { vector in
      let strengths = vector.inputs["a"].numbers
      let values = try vector.inputs["rho"].numbers.map {
        try HolderMean.elasticities(strengths: strengths, rho: $0)
      }
      vector.expect(values.flatMap { $0 }, vector.expected["euler_shares"].matrix.flatMap { $0 }, "euler")
    },
    "normal_normal_shrinkage": { vector in
      let effects = vector.inputs["effect"].numbers
      let variances = vector.inputs["variance"].numbers
      let fits = [
        "paule_mandel": RandomEffects.pauleMandel(effects: effects, variances: variances),
        "dersimonian_laird": RandomEffects.derSimonianLaird(effects: effects, variances: variances),
      ]
      for key in fits.keys.sorted() {
        let fit = try #require(fits[key] ?? nil)
        let wanted = vector.expected[key]
        vector.expect([fit.tau2, fit.mean, fit.standardError], ["tau2", "mu", "se"].map { wanted[$0].double }, key)
        vector.expect(fit.shrunk, wanted["shrunk"].numbers, key)
      }
    },
  ])
}

@Test("two-way effects are not identified where nobody moves between teams")
func notIdentified() throws {
  #expect(try TwoWayEffects(persons: 2, teams: 2, rows: [(0, 0, 1), (0, 0, 2), (1, 1, 3), (1, 1, 4)]) == nil)
  // One mover ties the teams together, but rows that alone decide an effect leave no residual to correct with.
  let tied = try #require(try TwoWayEffects(persons: 2, teams: 2, rows: [(0, 0, 1), (0, 1, 2), (1, 1, 4), (1, 1, 4)]))
  #expect(tied.leaveOut == nil)
  #expect(throws: AttributionError(.invalidIndex, "rows")) {
    try TwoWayEffects(persons: 1, teams: 1, rows: [(1, 0, 1)])
  }
}

@Test("a balanced random intercept equals the analysis of variance")
func randomIntercept() throws {
  var generator = CounterGenerator(seed: 31, stream: 0)
  let groups = 40
  let size = 5
  var rows = [(group: Int, outcome: Double)]()
  for group in 0..<groups {
    let level = generator.normal()
    for _ in 0..<size { rows.append((group, 3 + level + 0.5 * generator.normal())) }
  }
  let fit = try #require(try RandomIntercept(groups: groups, rows: rows))
  let means = (0..<groups).map { group in
    compensatedSum(rows.filter { $0.group == group }.map(\.outcome)) / Double(size)
  }
  let grand = compensatedSum(means) / Double(groups)
  let between = compensatedSum(means.map { ($0 - grand) * ($0 - grand) }) * Double(size) / Double(groups - 1)
  let within =
    compensatedSum(rows.map { ($0.outcome - means[$0.group]) * ($0.outcome - means[$0.group]) })
    / Double(groups * (size - 1))
  // REML in the balanced case is the ANOVA estimate; golden section stops at about 1e-8 of the ratio.
  #expect((fit.errorVariance / within - 1).magnitude < 1e-6)
  #expect((fit.groupVariance / ((between - within) / Double(size)) - 1).magnitude < 1e-6)
  #expect((fit.mean - grand).magnitude < 1e-9)
  #expect(try RandomIntercept(groups: 2, rows: [(0, 1), (1, 2)]) == nil)
}
