package import Attribution
internal import Contribution
internal import FairshareSQL
package import Postgres

/// Stores what a run learned about the company: rates, recording bias, the other parameters of the fit, what past outcomes say.
package enum FitRows {
  /// - Parameter families: job families by index.
  package static func store(
    _ connection: inout Connection, run: RunID, fit: CompanyFit, outcomes: OutcomeFit, families: [String]
  ) throws {
    for channel in Channel.allCases {
      let rate = fit.rates[channel]
      let error = fit.rateError[channel.index]
      // A 90 % interval on the log scale; the rate of authored work is 1 by definition.
      let factor = exponential(1.645 * error)
      let isLearned = error > 0
      try connection.execute(
        Query.storeRate.sql,
        [
          .uuid(run.bits), .text(channel.rawValue), .float8(rate), isLearned ? .float8(rate / factor) : .null,
          isLearned ? .float8(rate * factor) : .null, .text(isLearned ? "learned" : "policy"),
        ])
    }
    for (family, bias) in zip(families, fit.recordingBias) {
      let index = families.firstIndex(of: family) ?? 0
      let error = fit.recordingBiasError.indices.contains(index) ? fit.recordingBiasError[index] : 0
      try connection.execute(
        Query.storeBias.sql,
        [
          .uuid(run.bits), .text(family), .float8(bias), .float8(bias - 1.645 * error), .float8(bias + 1.645 * error),
        ])
    }
    let values: [(String, Double)] = [
      ("loading", fit.loading), ("contribution_variance", fit.contributionVariance),
      ("recording_variance", fit.recordingVariance), ("dispersion", fit.dispersion),
      ("rater_variance", fit.raterVariance), ("effort_variance", fit.effortVariance),
      ("effort_spread", fit.effortSpread), ("rated_key_results", Double(fit.ratedKeyResults)),
      ("rated_people", Double(fit.ratedPeople)), ("spot_checks", Double(fit.spotChecks)),
      ("outcome_periods", Double(outcomes.periods)), ("outcome_key_results", Double(outcomes.keyResults)),
      ("outcome_people", Double(outcomes.identifiedPeople)), ("outcome_person_variance", outcomes.personVariance),
      ("outcome_team_variance", outcomes.teamVariance), ("outcome_error_variance", outcomes.errorVariance),
      ("outcome_probability", outcomes.probability),
    ]
    for (name, value) in values {
      try connection.execute(Query.storeFit.sql, [.uuid(run.bits), .text(name), .float8(value)])
    }
  }
}
