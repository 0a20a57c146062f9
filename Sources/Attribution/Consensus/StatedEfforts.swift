import Contribution
import Glibc

/// Authored units of one key result's people as their efforts were stated.
struct StatedEfforts: Sendable {
  /// Sums, squared sums and numbers of units at `person * Channel.count + channel.index`, as `EvidenceUnits` holds them.
  private(set) var sums: [Double]
  private(set) var squares: [Double]
  private let counts: [Int32]
  private let imputed: ImputedUnits?

  var people: Int { counts.count / Channel.count }

  init(sums: [Double], squares: [Double], counts: [Int32], imputed: ImputedUnits?) {
    self.sums = sums
    self.squares = squares
    self.counts = counts
    self.imputed = imputed
  }

  init(_ units: EvidenceUnits) {
    self.init(sums: units.sums, squares: units.squares, counts: units.counts, imputed: units.imputed)
  }

  /// Number of authored acts with a stated effort.
  func count(_ person: Int) -> Double { Double(counts[place(person)]) - (imputed?.counts[person] ?? 0) }

  /// ln of the mean stated effort of one act; nil where nothing is stated.
  func log(_ person: Int) -> Double? {
    let sum = stated(person)
    return count(person) > 0 && sum > 0 ? Glibc.log(sum / count(person)) : nil
  }

  /// Squared coefficient of variation of all authored acts, not corrected for their number.
  func relativeSquare(_ person: Int) -> Double? {
    let sum = sums[place(person)]
    guard sum > 0 else { return nil }
    return Double(counts[place(person)]) * squares[place(person)] / (sum * sum) - 1
  }

  /// Adds to `moves` what the cap on acts without a stated effort takes off.
  func capped(_ moves: [Double]) -> [Double] {
    guard let imputed else { return moves }
    var result = moves
    for person in 0..<people where imputed.sums[person] > 0 && imputed.largest[person] > 0 {
      let factor = moves.isEmpty ? 1 : exp(moves[person])
      let least = min(imputed.sums[person], imputed.counts[person] * imputed.largest[person] * factor)
      let used = stated(person) * factor + least
      let total = sums[place(person)]
      guard used < total * (1 - 1e-12) else { continue }
      if result.isEmpty { result = Array(repeating: 0, count: people) }
      result[person] = Glibc.log(used / total)
    }
    return result
  }

  /// Takes off what a check found.
  mutating func apply(_ moves: [Double]) {
    for (person, move) in moves.enumerated() where move < 0 {
      let factor = exp(move)
      sums[place(person)] *= factor
      squares[place(person)] *= factor * factor
    }
  }

  private func stated(_ person: Int) -> Double { max(0, sums[place(person)] - (imputed?.sums[person] ?? 0)) }

  private func place(_ person: Int) -> Int { person * Channel.count + Channel.authored.index }
}
