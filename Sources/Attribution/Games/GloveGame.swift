/// Complementary roles: v(S) = min(left gloves in S, right gloves in S). Left owners come first.
public enum GloveGame {
  /// - Throws: `tooManyPlayers` above 20. Source: Shapley, Shubik 1969.
  public static func game(left: Int, right: Int) throws(AttributionError) -> CoalitionGame {
    let leftMask = (UInt64(1) << UInt64(max(0, left))) - 1
    return try CoalitionGame(players: left + right) { mask in
      let lefts = (mask & leftMask).nonzeroBitCount
      return Double(min(lefts, mask.nonzeroBitCount - lefts))
    }
  }
}
