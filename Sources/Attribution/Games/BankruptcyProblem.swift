import Statistics

/// An estate that does not cover its claims.
public struct BankruptcyProblem: Sendable {
  public let estate: Double
  public let claims: [Double]

  /// - Throws: `invalidWeight` unless all are finite and >= 0; `invalidParameter` when the estate exceeds the claims.
  public init(estate: Double, claims: [Double]) throws(AttributionError) {
    guard claims.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidWeight, "claims") }
    guard estate >= 0, estate <= compensatedSum(claims) else { throw AttributionError(.invalidParameter, "estate") }
    self.estate = estate
    self.claims = claims
  }

  /// v(S) = max(0, estate - claims outside S) (O'Neill 1982).
  /// - Throws: `tooManyPlayers` above 20.
  public func game() throws(AttributionError) -> CoalitionGame {
    try CoalitionGame(players: claims.count) { mask in
      var outside = CompensatedSum()
      for player in claims.indices where mask >> UInt64(player) & 1 == 0 { outside.add(claims[player]) }
      return max(0, estate - outside.value)
    }
  }

  /// Claims scaled to the estate; zeros without claims.
  public var proportional: [Double] {
    let total = compensatedSum(claims)
    return claims.map { total > 0 ? estate * $0 / total : 0 }
  }

  /// The Talmud rule, which is the nucleolus of the game: equal gains up to half of each claim, then equal losses.
  ///
  /// Source: Aumann, Maschler 1985.
  /// - Complexity: O(n^2).
  public var talmud: [Double] {
    let halves = claims.map { $0 / 2 }
    let half = compensatedSum(halves)
    if estate <= half { return Self.equalGains(estate, halves) }
    let losses = Self.equalGains(2 * half - estate, halves)
    return zip(claims, losses).map { $0 - $1 }
  }

  /// Everybody gets the same amount, but no more than a limit.
  private static func equalGains(_ amount: Double, _ limits: [Double]) -> [Double] {
    let order = limits.indices.sorted { limits[$0] == limits[$1] ? $0 < $1 : limits[$0] < limits[$1] }
    var result = [Double](repeating: 0, count: limits.count)
    var left = amount
    for (position, player) in order.enumerated() {
      result[player] = min(limits[player], left / Double(limits.count - position))
      left -= result[player]
    }
    return result
  }
}
