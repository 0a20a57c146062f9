import Statistics

extension CoalitionGame {
  /// The Owen value: unions arrive in random order, and so do members within their union.
  ///
  /// phi_i = sum over sets H of other unions, T of i's own union without i, of
  /// h!(m-1-h)!/m! t!(b-1-t)!/b! (v(H + T + i) - v(H + T)). With unions of one it is the Shapley value.
  /// Source: Owen 1977, Values of games with a priori unions.
  /// - Parameter unions: a partition of the players.
  /// - Throws: `invalidIndex` unless every player is in exactly one union.
  /// - Complexity: O(sum over unions of b 2^(m + b)).
  public func owen(unions: [[Int]]) throws(AttributionError) -> [Double] {
    guard unions.flatMap({ $0 }).sorted() == Array(0..<players), unions.allSatisfy({ !$0.isEmpty }) else {
      throw AttributionError(.invalidIndex, "unions")
    }
    let masks = unions.map { $0.reduce(0) { $0 | 1 << $1 } }
    let outer = players > 0 ? Self.arrivalWeights(unions.count) : []
    var result = [Double](repeating: 0, count: players)
    for (own, members) in unions.enumerated() {
      let others = masks.indices.filter { $0 != own }.map { masks[$0] }
      let inner = Self.arrivalWeights(members.count)
      for player in members {
        let companions = members.filter { $0 != player }
        var sum = CompensatedSum()
        for outerChoice in 0..<1 << others.count {
          let base = Self.union(of: others, chosen: outerChoice)
          for innerChoice in 0..<1 << companions.count {
            let coalition = base | Self.union(of: companions.map { 1 << $0 }, chosen: innerChoice)
            let gain = worths[coalition | 1 << player] - worths[coalition]
            sum.add(outer[outerChoice.nonzeroBitCount] * inner[innerChoice.nonzeroBitCount] * gain)
          }
        }
        result[player] = sum.value
      }
    }
    return result
  }

  private static func union(of masks: [Int], chosen: Int) -> Int {
    var result = 0
    for index in masks.indices where chosen >> index & 1 == 1 { result |= masks[index] }
    return result
  }
}
