public import Contribution

/// Key results of past periods, as columns: how far each got, in which team, and who took part.
///
/// Key results of one period and kind are compared with each other only.
public struct OutcomePanel: Sendable, Equatable {
  /// Number of the period, one a period; kind of the key result.
  public private(set) var period: [Int32] = []
  public private(set) var kind: [ObjectiveKind] = []
  /// -1 where no team is known.
  public private(set) var team: [Int32] = []
  /// Part of the way from baseline to target, [0, 1.2].
  public private(set) var attainment: [Double] = []
  /// `starts[k] ..< starts[k + 1]` are those who took part in key result k.
  public private(set) var starts: [Int] = [0]
  public private(set) var person: [Int32] = []
  /// Part that a person had in the key result, (0, 1].
  public private(set) var part: [Double] = []

  public init() {}

  public var count: Int { attainment.count }

  /// Adds a key result; what is not finite and positive of its parts is left out.
  public mutating func add(
    period: Int32, kind: ObjectiveKind, team: Int32, attainment: Double, parts: [(person: Int32, part: Double)]
  ) {
    guard attainment.isFinite else { return }
    self.period.append(period)
    self.kind.append(kind)
    self.team.append(team)
    self.attainment.append(attainment)
    for entry in parts where entry.person >= 0 && entry.part > 0 && entry.part.isFinite {
      person.append(entry.person)
      part.append(entry.part)
    }
    starts.append(person.count)
  }

  /// Attainments less the mean of their period and kind; nil where that has fewer key results than `least`.
  func centred(least: Int) -> [Double?] {
    func group(_ row: Int) -> Group { Group(period: period[row], kind: kind[row]) }
    var sums: [Group: (sum: Double, count: Int)] = [:]
    for row in attainment.indices {
      let sum = sums[group(row)] ?? (0, 0)
      sums[group(row)] = (sum.sum + attainment[row], sum.count + 1)
    }
    return attainment.indices.map { row in
      guard let sum = sums[group(row)], sum.count >= least else { return nil }
      return attainment[row] - sum.sum / Double(sum.count)
    }
  }

  private struct Group: Hashable {
    var period: Int32
    var kind: ObjectiveKind
  }
}
