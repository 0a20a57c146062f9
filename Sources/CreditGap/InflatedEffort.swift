import Glibc
import Statistics

/// Effort on record that neither the time taken nor the depth of review supports, compared within the team.
///
/// ln effort = team + b ln(1 + days) + c ln(1 + comments) + person + error, slopes by least squares within teams over the company. A person's
/// mean residual is shrunk by its error; the finding's probability is P(person effect > ln 1.5).
public struct InflatedEffort: Sendable {
  /// One delivered task as its owner recorded it.
  public struct Trace: Sendable, Equatable {
    public var person: Int32
    public var team: Int32
    /// > 0; imputed efforts stay out.
    public var effort: Double
    /// Days from creation to completion, >= 0.
    public var days: Double
    /// Comments of all reviews of the task.
    public var comments: Int

    public init(person: Int32, team: Int32, effort: Double, days: Double, comments: Int) {
      self.person = person
      self.team = team
      self.effort = effort
      self.days = days
      self.comments = comments
    }
  }

  /// - Complexity: O(n).
  public static func findings(
    _ traces: [Trace], personIDs: [String], history: FindingHistory = FindingHistory()
  ) -> [Finding] {
    let used = traces.filter {
      $0.effort > 0 && $0.effort.isFinite && $0.days >= 0 && $0.days.isFinite
        && personIDs.indices.contains(Int($0.person))
    }
    let residuals = residuals(used)
    var sums: [Int32: (count: Double, sum: Double, squares: Double)] = [:]
    for (trace, residual) in zip(used, residuals) {
      let known = sums[trace.person] ?? (0, 0, 0)
      sums[trace.person] = (known.count + 1, known.sum + residual, known.squares + residual * residual)
    }
    let people = sums.sorted { $0.key < $1.key }
    guard let (within, between) = variances(people.map(\.value)) else { return [] }
    let candidates = people.map { person, sum in
      let weight = between / (between + within / sum.count)
      let mean = weight * sum.sum / sum.count
      let spread = (weight * within / sum.count).squareRoot()
      var candidate = FindingSelection.Candidate(
        finding: Finding(
          kind: .inflatedEffort, keyResultID: nil, personID: personIDs[Int(person)],
          probability: 1 - normalCumulative((log(1.5) - mean) / max(spread, 1e-9)), state: .watch))
      if sum.count < 10 { candidate.missing.append(.needsMoreActs) }
      candidate.isCorroborated = true
      return candidate
    }
    return FindingSelection.select(candidates, history: history)
  }

  private static func residuals(_ traces: [Trace]) -> [Double] {
    var totals: [Int32: (Double, Double, Double, Double)] = [:]
    let rows = traces.map { (log($0.effort), log(1 + $0.days), log(1 + Double($0.comments))) }
    for (trace, row) in zip(traces, rows) {
      let known = totals[trace.team] ?? (0, 0, 0, 0)
      totals[trace.team] = (known.0 + 1, known.1 + row.0, known.2 + row.1, known.3 + row.2)
    }
    let centred = zip(traces, rows).map { trace, row in
      let total = totals[trace.team] ?? (1, row.0, row.1, row.2)
      return (row.0 - total.1 / total.0, row.1 - total.2 / total.0, row.2 - total.3 / total.0)
    }
    // A ridge of one task keeps the slopes finite where nothing varies.
    var (a, b, c, x, y) = (1.0, 0.0, 1.0, 0.0, 0.0)
    for row in centred {
      a += row.1 * row.1
      b += row.1 * row.2
      c += row.2 * row.2
      x += row.1 * row.0
      y += row.2 * row.0
    }
    let determinant = a * c - b * b
    let days = (c * x - b * y) / determinant
    let comments = (a * y - b * x) / determinant
    return centred.map { $0.0 - days * $0.1 - comments * $0.2 }
  }

  /// Variance of one task around its person, and of persons around 0; robust against the inflated few by the median.
  private static func variances(
    _ sums: [(count: Double, sum: Double, squares: Double)]
  ) -> (within: Double, between: Double)? {
    var squares = 0.0
    var freedom = 0.0
    for sum in sums {
      squares += sum.squares - sum.sum * sum.sum / sum.count
      freedom += sum.count - 1
    }
    guard freedom > 0 else { return nil }
    let within = max(1e-6, squares / freedom)
    let excess = sums.map { sum in
      let mean = sum.sum / sum.count
      return mean * mean / 0.455 - within / sum.count
    }
    return (within, max(0.01, median(excess) ?? 0.01))
  }
}
