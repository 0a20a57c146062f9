internal import Statistics

/// What past outcomes say about the people who took part: the effects that `OutcomeModel` reads, where they are identified.
///
/// y_k = sum_i x_ki beta_i + team_t(k) + error_k, with y the attainment less the mean of its period and kind, x the parts of people,
/// beta_i ~ N(0, tau^2). tau^2 is the sum of products y_k y_l K_kl over pairs of key results of *different teams*, K = XX', divided by the
/// sum of K_kl^2: neither the errors of single key results nor what a whole team shares can raise it, so only people who were in several
/// teams tell (cross products instead of squares: Haseman, Elston 1972; the leave-out idea of Kline, Saggio, Solvsten 2020; movers as
/// in Abowd, Kramarz, Margolis 1999). Whether tau^2 is more than chance is asked by turning the signs of whole teams. Effects are the
/// ridge estimates at lambda = sigma^2/tau^2 (`RidgePlusMinus`) beside effects of teams.
///
/// Abstains, with every effect NaN, below 3 periods, 30 key results or 6 teams, and where a sum as large comes by chance in more than
/// 5 % of the turns. A person's effect stays NaN below 5 key results or 2 teams, where somebody else took part in exactly the same key
/// results, and where at most half of the variance of beta_i could be learned. Context for leadership: it says how key results went in which
/// somebody took part, never why.
public struct OutcomeFit: Sendable {
  /// Effect on attainment by company-wide number of the person; NaN where it is not identified.
  public let effects: [Double]
  public let identifiedPeople: Int
  public let keyResults: Int
  public let periods: Int
  /// tau^2, of an effect of somebody who did all; 0 where none can be told.
  public let personVariance: Double
  public let teamVariance: Double
  public let errorVariance: Double
  /// Part of the turns of signs that give a sum as large: small where people matter. 1 where nothing was asked.
  public let probability: Double

  /// Nothing is known: what a company without a past gets.
  public init(people: Int) { self.init([Double](repeating: .nan, count: people), keyResults: 0, periods: 0) }

  private init(
    _ effects: [Double], keyResults: Int, periods: Int,
    variances: (person: Double, team: Double, error: Double) = (0, 0, 0), probability: Double = 1
  ) {
    self.effects = effects
    identifiedPeople = effects.count { !$0.isNaN }
    self.keyResults = keyResults
    self.periods = periods
    (personVariance, teamVariance, errorVariance) = (variances.person, variances.team, variances.error)
    self.probability = probability
  }

  /// Fewest past periods from which anything is told.
  public static let leastPeriods = 3
  static let leastKeyResults = 30
  static let leastTeams = 6
  static let leastOfGroup = 5
  static let leastOfPerson = 5
  static let leastReliability = 0.5
  static let turns = 399
  static let significance = 0.05

  /// - Parameters:
  ///   - panel: past key results; numbers of people below `people`.
  ///   - seed: of the turns of signs.
  /// - Complexity: O(entries log entries + turns x entries).
  public init(_ panel: OutcomePanel, people: Int, seed: UInt64) throws(AttributionError) {
    guard panel.person.allSatisfy({ Int($0) < people }) else { throw AttributionError(.invalidIndex, "panel.person") }
    let centred = panel.centred(least: Self.leastOfGroup)
    let rows = centred.indices.filter { centred[$0] != nil && panel.starts[$0] < panel.starts[$0 + 1] }
    let periods = Set(rows.map { panel.period[$0] }).count
    let teams = Set(rows.map { panel.team[$0] }).count
    let unknown = [Double](repeating: .nan, count: people)
    guard periods >= Self.leastPeriods, rows.count >= Self.leastKeyResults, teams >= Self.leastTeams else {
      self.init(unknown, keyResults: rows.count, periods: periods)
      return
    }
    let outcomes = rows.map { centred[$0] ?? 0 }
    let design = OutcomeDesign(panel, rows: rows)
    let (sum, probability) = design.crossTeamSum(outcomes, turns: Self.turns, seed: seed)
    guard sum > 0, probability <= Self.significance else {
      self.init(unknown, keyResults: rows.count, periods: periods, probability: probability)
      return
    }
    // The sum is more than chance, so somebody was in two teams and the scale is above 0.
    let tau2 = sum / design.crossTeamScale(turns: Self.turns, seed: seed)
    let (team, error) = design.otherVariances(outcomes, personVariance: tau2)
    let lambda = error / tau2
    let fit = try RidgePlusMinus(
      design: design.matrix(people: people, teamScale: (team / tau2).squareRoot()), outcomes: outcomes,
      weights: [Double](repeating: 1, count: rows.count), lambda: lambda)
    let isIdentified = design.identified(people: people, lambda: lambda)
    self.init(
      (0..<people).map { isIdentified[$0] ? fit.effects[$0] : .nan }, keyResults: rows.count, periods: periods,
      variances: (tau2, team, error), probability: probability)
  }
}
