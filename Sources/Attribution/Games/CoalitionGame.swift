/// A cooperative game of at most 20 players as a table: the worth of every coalition.
///
/// Coalitions are bit masks, bit i for player i. The worth of nobody need not be 0: values divide v(N) - v(nobody).
public struct CoalitionGame: Sendable {
  public static let largest = 20

  public let players: Int
  /// 2^players worths, by mask.
  public let worths: [Double]

  /// A game given by its worths.
  ///
  /// - Throws: `lengthMismatch` unless there are 2^n worths, `tooManyPlayers` above 20, `invalidWeight` for a worth that is
  ///   not finite.
  public init(worths: [Double]) throws(AttributionError) {
    guard worths.count > 0, worths.count & (worths.count - 1) == 0 else {
      throw AttributionError(.lengthMismatch, "worths")
    }
    let players = worths.count.trailingZeroBitCount
    guard players <= Self.largest else { throw AttributionError(.tooManyPlayers, "worths") }
    guard worths.allSatisfy(\.isFinite) else { throw AttributionError(.invalidWeight, "worths") }
    self.players = players
    self.worths = worths
  }

  /// A game given by a function of the mask, which is asked once for every coalition, in ascending order.
  ///
  /// - Throws: `tooManyPlayers` above 20, `invalidWeight` for a worth that is not finite.
  /// - Complexity: 2^n calls.
  public init(players: Int, worth: (UInt64) -> Double) throws(AttributionError) {
    guard players >= 0, players <= Self.largest else { throw AttributionError(.tooManyPlayers, "players") }
    try self.init(worths: (0..<UInt64(1) << UInt64(players)).map(worth))
  }
}
