import Statistics

/// Person and team effects on an outcome, told apart by people who were in several teams.
///
/// y = person + team + error by least squares (Abowd, Kramarz, Margolis 1999); the last team's effect is 0. Variances of effects are
/// also given with the leave-one-out correction of Kline, Saggio, Solvsten 2020 (Leave-out estimation of variance components):
/// theta - sum over rows of B_ii (y_i - mean y) e_i / (1 - P_ii). Divisor n - 1.
/// Answers "not identified" as nil: when movers do not connect all teams, or when one row alone decides an effect.
public struct TwoWayEffects: Sendable {
  public struct Moments: Sendable {
    public let teamVariance: Double
    public let personVariance: Double
    public let covariance: Double

    /// The correlation of person and team effects.
    public var correlation: Double { covariance / (teamVariance * personVariance).squareRoot() }

    public init(teamVariance: Double, personVariance: Double, covariance: Double) {
      self.teamVariance = teamVariance
      self.personVariance = personVariance
      self.covariance = covariance
    }
  }

  public let personEffects: [Double]
  public let teamEffects: [Double]
  /// P_ii of each row, in [0, 1).
  public let leverages: [Double]
  /// Moments of the fitted effects: too wide, because their noise counts as variance.
  public let plugin: Moments
  /// With the leave-one-out correction; nil when a leverage is 1.
  public let leaveOut: Moments?
  /// With the correction for equal error variances (Andrews et al. 2008); nil without degrees of freedom.
  public let homoskedastic: Moments?

  /// - Parameter rows: (person, team, outcome); every person and team must have a row.
  /// - Returns: nil when effects are not identified.
  /// - Throws: `invalidIndex`, `invalidWeight`.
  /// - Complexity: O(rows k^2 + k^3) for k people and teams: for one company's panel of leaders, not for all its people.
  public init?(
    persons: Int, teams: Int, rows: [(person: Int, team: Int, outcome: Double)]
  ) throws(AttributionError) {
    for row in rows {
      guard (0..<persons).contains(row.person), (0..<teams).contains(row.team) else {
        throw AttributionError(.invalidIndex, "rows")
      }
      guard row.outcome.isFinite else { throw AttributionError(.invalidWeight, "rows.outcome") }
    }
    let last = teams - 1
    let size = persons + max(0, last)
    guard rows.count > 1, size > 0 else { return nil }
    /// The columns of the design that a row sets to 1.
    func columns(_ row: (person: Int, team: Int, outcome: Double)) -> [Int] {
      row.team == last ? [row.person] : [row.person, persons + row.team]
    }
    var normal = Matrix(rows: size, columns: size)
    var right = [Double](repeating: 0, count: size)
    for row in rows {
      for i in columns(row) {
        right[i] += row.outcome
        for j in columns(row) { normal[i, j] += 1 }
      }
    }
    guard let factor = Cholesky(normal) else { return nil }
    let beta = factor.solve(right)
    let inverse = factor.inverse
    let person = Array(beta[0..<persons])
    let team = Array(beta[persons...]) + [0]
    let leverages = rows.map { row in
      var sum = 0.0
      for i in columns(row) { for j in columns(row) { sum += inverse[i, j] } }
      return sum
    }
    let count = Double(rows.count)
    let mean = compensatedSum(rows.map(\.outcome)) / count
    let residuals = rows.map { $0.outcome - person[$0.person] - team[$0.team] }
    let teamFit = Self.centred(rows.map { team[$0.team] })
    let personFit = Self.centred(rows.map { person[$0.person] })
    // Row i of X S^-1 applied to the centred design of each kind of effect gives B_ii as products of two such rows.
    var influence = [(team: Double, person: Double, both: Double)]()
    for row in rows {
      let weights = (0..<size).map { k in columns(row).reduce(0) { $0 + inverse[k, $1] } }
      let toTeam = Self.centred(rows.map { $0.team == last ? 0 : weights[persons + $0.team] })
      let toPerson = Self.centred(rows.map { weights[$0.person] })
      influence.append((dotProduct(toTeam, toTeam), dotProduct(toPerson, toPerson), dotProduct(toTeam, toPerson)))
    }
    let plugin = Moments(
      teamVariance: dotProduct(teamFit, teamFit) / (count - 1),
      personVariance: dotProduct(personFit, personFit) / (count - 1),
      covariance: dotProduct(teamFit, personFit) / (count - 1))
    func corrected(_ variances: [Double]) -> Moments {
      func noise(_ part: ((team: Double, person: Double, both: Double)) -> Double) -> Double {
        compensatedSum(zip(influence, variances).map { part($0) * $1 }) / (count - 1)
      }
      return Moments(
        teamVariance: plugin.teamVariance - noise(\.team), personVariance: plugin.personVariance - noise(\.person),
        covariance: plugin.covariance - noise(\.both))
    }
    self.personEffects = person
    self.teamEffects = team
    self.leverages = leverages
    self.plugin = plugin
    // 1e-9: above rounding of a leverage that is 1, far below any that rows of a panel share.
    self.leaveOut =
      leverages.contains { $0 > 1 - 1e-9 }
      ? nil
      : corrected(rows.indices.map { (rows[$0].outcome - mean) * residuals[$0] / (1 - leverages[$0]) })
    let freedom = count - Double(size)
    let variance = freedom > 0 ? dotProduct(residuals, residuals) / freedom : 0
    self.homoskedastic = freedom > 0 ? corrected([Double](repeating: variance, count: rows.count)) : nil
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = compensatedSum(values) / Double(values.count)
    return values.map { $0 - mean }
  }
}
